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
