import type { RefusedStatement, RelationAccess } from './access.js';
import type { Blind, RowEscape, RowRead, Statement, TableDeclaration, UnreadableFile } from './statement.js';

/**
 * What a consumer's code was found to use of one producer, with the evidence: its `consumers/<name>.statements.json`.
 * The statements travel with the registry, so that the producer can analyse them again without the consumer's source.
 * Paths are relative to the consumer's folder; everything is sorted by file, line and column.
 */
export interface ConsumerUse {
  readonly consumer: string;
  readonly producer: string;
  readonly coverage: Coverage;
  readonly statements: readonly RecordedStatement[];
  readonly blinds: readonly RecordedBlind[];
  readonly tables: readonly TableDeclaration[];
  readonly unreadable: readonly UnreadableFile[];
}

/** How much of the consumer was looked at. */
export interface Coverage {
  /** Files that were looked into. */
  readonly files: number;
  /** Statements found; a place that branches counts once per branch. */
  readonly statements: number;
  /** Statements that PostgreSQL took; the others are refused, or about another database. */
  readonly analysed: number;
  readonly refused: number;
  /** Statements about relations that the contract calls foreign. */
  readonly foreign: number;
  readonly blind: number;
  /** Files that could not be read. */
  readonly unreadable: number;
}

/** A statement and what PostgreSQL and the code behind it made of it. */
export interface RecordedStatement extends Statement {
  /** Empty where PostgreSQL refused it. */
  readonly access: readonly RelationAccess[];
  readonly refused: RefusedStatement | null;
  /** Null where it answers no column through a wildcard or a whole row. */
  readonly rows: { readonly reads: readonly RowRead[]; readonly escapes: readonly RowEscape[] } | null;
}

/** A blind, and what the best of its attempts is known to use; null where PostgreSQL took none of them. */
export interface RecordedBlind extends Omit<Blind, 'attempts'> {
  readonly known: { readonly text: string; readonly access: readonly RelationAccess[] } | null;
}
