import type { AnalysedStatement, Location } from '@rowpact/model';

/** One text that the consumer's source hands to a driver, as TypeScript knows it: a literal, byte for byte. */
export interface StatementText {
  readonly text: string;
  readonly verdict: StatementVerdictForTypes;
}

/** What is known of a text. */
export type StatementVerdictForTypes =
  | { readonly kind: 'typed'; readonly statement: AnalysedStatement }
  /** PostgreSQL does not take it. */
  | {
      readonly kind: 'refused';
      /** Why, in words: it becomes part of the compiler's message. */
      readonly message: string;
      /** Where it is sent in a way in which TypeScript cannot fail there (nobody awaits it); relative to the consumer's folder. */
      readonly unseenAt: readonly Required<Location>[];
    }
  /** Several statements in one text, or one that nobody judged: the driver's own types hold. */
  | { readonly kind: 'any' };

/** What is known of the calls that take the type of their rows as a type argument. */
export interface StatementCalls {
  readonly rows: readonly NamedRow[];
  /** Calls whose statement PostgreSQL does not take; files relative to the consumer's folder. */
  readonly refused: readonly { readonly file: string; readonly line: number; readonly message: string }[];
}

/** A row that calls name. */
export interface NamedRow {
  readonly name: string;
  /** What reads it, for its comment: ``\`loadRoster\` in src/roster.ts``. */
  readonly readBy: readonly string[];
  readonly verdict: RowVerdict;
}

/** What is known of a row. */
export type RowVerdict =
  /** It is a row of one of these. */
  | { readonly kind: 'typed'; readonly statements: readonly AnalysedStatement[] }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'any' };
