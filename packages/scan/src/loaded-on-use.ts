import type { Location, RowType } from '@rowpact/model';
import type { matchRowTypes as MatchRowTypes } from './adopt/match-row-types.js';
import type { planAdoption as PlanAdoption } from './adopt/plan-adoption.js';
import type { nameExpander as NameExpander } from './adopt/type-names.js';
import type { annotateFiles as AnnotateFiles } from './annotate/annotate-files.js';
import type { findRowTypes as FindRowTypes } from './row-types/find-row-types.js';
import type { followRows as FollowRows, FollowRequest } from './rows/follow-rows.js';
import { type FollowOptions, remembered, rememberedRows, type RowUses } from './scan/remembered-rows.js';

// TypeScript takes half a second to load. A scan that finds nothing changed answers in less, so nothing that it does not need may
// come along with it: what parses loads when it is called, and is asynchronous for that.

/** What consumers do with rows after they arrived: see `rows/follow-rows.ts`. */
const followAnew: typeof FollowRows = async (...given) => (await import('./rows/follow-rows.js')).followRows(...given);

/** The same, from memory where nothing changed: see `scan/remembered-rows.ts`. */
export const followRows = (options: FollowOptions, wanted: readonly FollowRequest[]): Promise<RowUses> =>
  rememberedRows(options, wanted, followAnew);

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

/** What writes the types of rows where statements are run: see `annotate/annotate-files.ts`. */
export const annotateFiles: typeof AnnotateFiles = async (...given) =>
  (await import('./annotate/annotate-files.js')).annotateFiles(...given);

/** Spells out names of types: see `adopt/type-names.ts`. */
export const nameExpander = async (
  ...given: Parameters<typeof NameExpander>
): Promise<ReturnType<typeof NameExpander>> => (await import('./adopt/type-names.js')).nameExpander(...given);

/** The types that are given to statements as type arguments, from memory where nothing changed: see `row-types/types-by-argument.ts`. */
export const typesByArgument = (
  options: FollowOptions,
  statements: readonly { readonly place: Required<Location> }[],
): Promise<readonly RowType[]> => {
  const places = statements.map(({ place }) => ({ place }));
  return remembered(options, 'types by argument', places, async () =>
    (await import('./row-types/types-by-argument.js')).recordedTypes(options, places),
  );
};
