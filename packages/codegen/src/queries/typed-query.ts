import type { FileQuery } from '@rowpact/model';
import type { StatementText } from '../statements/typed-statement.js';

/** A statement of a `.sql` file that gets a function, and what is known of it; `unseenAt` of a refused one is its place. */
export interface TypedQuery extends StatementText, Pick<FileQuery, 'place' | 'answer' | 'parameters'> {
  /** As the file says it: no identifier yet. */
  readonly name: string;
}

/** A `.sql` file, relative to the consumer's folder, with those of its statements that get a function, in order. */
export interface QueryFile {
  readonly file: string;
  readonly queries: readonly TypedQuery[];
}
