import type { Change, RecordedStatement, SchemaState } from '@rowpact/model';
import type { ConsumerInQuestion } from '../question.js';
import { ChangeIndex } from './change-index.js';

/** Which statements PostgreSQL has to be asked about. */
export interface Touched {
  readonly statementIsTouched: (
    statement: Pick<RecordedStatement, 'text' | 'access'>,
    consumer: Pick<ConsumerInQuestion, 'role' | 'searchPath'>,
  ) => boolean;
}

/** Finds what changes may touch; what they cannot needs no verdict of PostgreSQL's and is safe. */
export function touchedBy(changes: readonly Change[], before: SchemaState, after: SchemaState): Touched {
  const index = new ChangeIndex(changes, [before, after]);
  return { statementIsTouched: (statement) => index.mayTouch(statement) };
}
