import type { Failure, Location } from '@rowpact/model';
import type { World } from '../world.js';

/** A generated module, relative to the consumer's folder, as it was and as it will be. */
export interface ModuleTexts {
  readonly module: string;
  readonly textBefore: string;
  readonly textAfter: string;
}

/** One consumer, and the two texts of its generated module. */
export interface TypecheckQuestion extends ModuleTexts {
  readonly consumer: string;
  /** The folder that holds the registry, absolute: places start there. */
  readonly root: string;
  /** The consumer's folder, relative to it. */
  readonly source: string;
  /** Modules that are generated beside it and speak of it. */
  readonly beside: readonly ModuleTexts[];
  readonly world: Pick<World, 'uninterrupted' | 'env'>;
}

/** One error of the consumer's own type-check that is there after the change and not before. */
export interface TypecheckDiagnostic {
  /** From the registry's root on, with line and column. */
  readonly location: Required<Location>;
  /** TypeScript's number, `2339`; 0 where another checker gives none. */
  readonly code: number;
  /** Its first line. */
  readonly message: string;
  /** The word at its place in the code, `team_id`; empty where none begins there. */
  readonly word: string;
}

export type TypecheckAnswer =
  | {
      readonly kind: 'checked';
      readonly diagnostics: readonly TypecheckDiagnostic[];
      readonly notes: readonly string[];
    }
  /** The consumer could not be type-checked, so that nobody knows what its types see. */
  | { readonly kind: 'failed'; readonly failure: Failure };
