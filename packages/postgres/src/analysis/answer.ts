import type { RelationId } from '@rowpact/model';
import type { ParseValue } from './parse-tree.js';

/** What the engine says of one text: its analysed tree, or why it refuses it. */
export type Answer = TakenAnswer | RefusedAnswer;

export interface TakenAnswer {
  readonly kind: 'taken';
  /** The text as the tree's locations mean it. */
  readonly text: string;
  /** The analysed `QUERY`, read when it is asked for; null for an empty text. */
  readonly tree: () => ParseValue;
  /** The same as PostgreSQL wrote it. */
  readonly treeText: string | null;
  /** Type oids of `$1`, `$2`, … */
  readonly parameters: readonly number[];
  readonly columns: readonly AnsweredColumn[];
}

export interface AnsweredColumn {
  readonly name: string;
  readonly type: number;
  readonly typmod: number;
  /** `pg_class.oid` and `attnum` of the column it hands on; 0 for an expression. */
  readonly relation: number;
  readonly attnum: number;
}

export interface RefusedAnswer {
  readonly kind: 'refused';
  readonly sqlstate: string;
  readonly message: string;
  readonly detail: string | null;
  readonly hint: string | null;
  /** In UTF-16 code units of the text. */
  readonly offset: number | null;
  /** Relations that it names all the same; absent until somebody has looked. */
  readonly mentions?: readonly RelationId[];
}
