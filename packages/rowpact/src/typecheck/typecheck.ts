import type { Failure, Location } from '@rowpact/model';
import type { World } from '../world.js';

/** A generated module, relative to the consumer's folder, as it was and as it will be. */
export interface ModuleTexts<Text extends string | null = string> {
  readonly module: string;
  readonly textBefore: Text;
  readonly textAfter: Text;
}

/** One that is generated beside the module of the rows; a text is null where there is no such module then. */
export interface ModuleBeside extends ModuleTexts<string | null> {
  /** Whether it works by being among the files that are compiled, so that somebody must hear of it where it is not. */
  readonly teaches: boolean;
}

/** One consumer, and the two texts of its module of the rows. */
export interface TypecheckQuestion extends ModuleTexts {
  readonly consumer: string;
  /** The folder that holds the registry, absolute: places start there. */
  readonly root: string;
  /** The consumer's folder, relative to it. */
  readonly source: string;
  /** Every other module that is generated for it. */
  readonly beside: readonly ModuleBeside[];
  readonly world: Pick<World, 'uninterrupted' | 'env'>;
}

/** One error of the consumer's own type-check that is there after the change and not before. */
export interface TypecheckDiagnostic {
  /** From the registry's root on, with line and column. */
  readonly location: Required<Location>;
  /** TypeScript's number, `2339`; 0 where another checker gives none. */
  readonly code: number;
  /** See `PrintedError`. */
  readonly message: string;
  /** The word at its place in the code, `team_id`; empty where none begins there. */
  readonly word: string;
  /** The property access around that place, `row.team_id.toFixed`; empty where none is. */
  readonly path: string;
}

export type TypecheckAnswer =
  | {
      readonly kind: 'checked';
      readonly diagnostics: readonly TypecheckDiagnostic[];
      readonly notes: readonly string[];
    }
  /** The consumer could not be type-checked, so that nobody knows what its types see. */
  | { readonly kind: 'failed'; readonly failure: Failure };
