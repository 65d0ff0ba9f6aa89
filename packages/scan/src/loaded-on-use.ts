import type { matchRowTypes as MatchRowTypes } from './adopt/match-row-types.js';
import type { planAdoption as PlanAdoption } from './adopt/plan-adoption.js';
import type { nameExpander as NameExpander } from './adopt/type-names.js';
import type { findRowTypes as FindRowTypes } from './row-types/find-row-types.js';
import type { typesByArgument as TypesByArgument } from './row-types/types-by-argument.js';
import type { followRows as FollowRows } from './rows/follow-rows.js';

// TypeScript takes half a second to load. A scan that finds nothing changed answers in less, so nothing that it does not need may
// come along with it: what parses loads when it is called, and is asynchronous for that.

/** What consumers do with rows after they arrived: see `rows/follow-rows.ts`. */
export const followRows: typeof FollowRows = async (...given) =>
  (await import('./rows/follow-rows.js')).followRows(...given);

/** The types for rows that people wrote by hand: see `row-types/find-row-types.ts`. */
export const findRowTypes: typeof FindRowTypes = async (...given) =>
  (await import('./row-types/find-row-types.js')).findRowTypes(...given);

/** Which relation a hand-written type describes, and how well: see `adopt/match-row-types.ts`. */
export const matchRowTypes = async (
  ...given: Parameters<typeof MatchRowTypes>
): Promise<ReturnType<typeof MatchRowTypes>> => (await import('./adopt/match-row-types.js')).matchRowTypes(...given);

/** What replaces hand-written types: see `adopt/plan-adoption.ts`. */
export const planAdoption: typeof PlanAdoption = async (...given) =>
  (await import('./adopt/plan-adoption.js')).planAdoption(...given);

/** Spells out names of types: see `adopt/type-names.ts`. */
export const nameExpander = async (
  ...given: Parameters<typeof NameExpander>
): Promise<ReturnType<typeof NameExpander>> => (await import('./adopt/type-names.js')).nameExpander(...given);

/** The types that are given to statements as type arguments: see `row-types/types-by-argument.ts`. */
export const typesByArgument = async (
  ...given: Parameters<typeof TypesByArgument>
): Promise<ReturnType<typeof TypesByArgument>> =>
  (await import('./row-types/types-by-argument.js')).typesByArgument(...given);
