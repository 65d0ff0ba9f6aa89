import type { Evidence } from './evidence.js';
import type { Location } from './failure.js';

/**
 * What a change means for one consumer. `unknown`: could not look, so nobody can say.
 * - breaks: the statement fails, or the code gets what it cannot work with
 * - may break: it depends on data or values that nobody here can see
 * - silent: no error, another result
 * - types only: the type-check fails, running code does not
 */
export type Verdict = 'breaks' | 'may break' | 'silent' | 'types only' | 'unknown' | 'safe';

/** Verdicts from the worst on. */
export const VERDICTS: readonly Verdict[] = ['breaks', 'may break', 'unknown', 'silent', 'types only', 'safe'];

/** An error fails the check, a warning is shown, a note is only counted. */
export type Level = 'error' | 'warning' | 'note';

/** One rule's answer about a change (or the set of changes) and a consumer (or the producer itself). */
export interface ImpactFinding {
  readonly kind: 'impact';
  /** Id of the rule, which is the name of its page: `column-dropped`. */
  readonly rule: string;
  readonly verdict: Verdict;
  readonly level: Level;
  readonly producer: string;
  /** Null for what is the producer's own to mend. */
  readonly consumer: string | null;
  /** Set where it is about a version of the consumer that runs somewhere, not about its code here. */
  readonly deployed: { readonly sha: string; readonly environment: string } | null;
  /** One sentence in plain words: who, what, where it hurts. */
  readonly sentence: string;
  /** The change in words, `players.team_id is dropped`; null for what is about no change. */
  readonly change: string | null;
  /** What was changed, as people name it: `players.team_id`. */
  readonly subject: string | null;
  /** Where it hurts: in the consumer's code, or for the producer's own in the migration or the registry. */
  readonly location: Location;
  /** Where the change is made. */
  readonly migration: Location | null;
  /** The line of the statement that matters, with what is to be underlined in it. */
  readonly excerpt: Excerpt | null;
  readonly why: string;
  /** Further places in the consumer's code: reads of rows that came through `*`, other statements with the same text. */
  readonly evidence: readonly Evidence[];
  /** PostgreSQL's own words about the statement after the change. */
  readonly refusal: { readonly sqlstate: string; readonly message: string } | null;
  readonly remedy: Remedy;
  /** The same for the same trouble after pushes that move lines and renumber migrations: 16 hex digits. */
  readonly fingerprint: string;
  /** What the consumer's own type-check says; null where nobody asked. */
  readonly typecheck: TypecheckProof | null;
  /** Set where somebody took the responsibility: the finding is shown and does not fail the check. */
  readonly accepted: {
    readonly how: 'approval' | 'baseline' | 'override';
    readonly by: string;
    readonly why: string;
    readonly until: string | null;
  } | null;
}

export interface Excerpt {
  /** The line as it stands in the statement. */
  readonly text: string;
  /** What to underline: offset and length in UTF-16 code units; length 0 for nothing. */
  readonly start: number;
  readonly length: number;
}

/** The safe way to do it. */
export interface Remedy {
  /** One line. */
  readonly summary: string;
  /** Each is one line, in order: who does what. */
  readonly steps: readonly RemedyStep[];
}

export interface RemedyStep {
  readonly who: 'producer' | 'consumer';
  readonly what: string;
  /** SQL to run in a migration, or a command to run. */
  readonly sql?: string;
  readonly command?: string;
}

export type TypecheckProof =
  | {
      readonly kind: 'seen';
      readonly diagnostics: readonly { readonly location: Location; readonly code: number; readonly message: string }[];
    }
  /** The type-check passes: types cannot see this. */
  | { readonly kind: 'unseen' };
