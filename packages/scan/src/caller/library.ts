import type { Caller } from '@rowpact/model';

/** What a function, method, constructor or tag of a library does with SQL. */
export type Role =
  /** Sends the text, query object or fragment that it gets. */
  | { readonly kind: 'sends'; readonly argument: number; readonly dialect: Dialect }
  /** A tag that sends its template at once, or is a fragment where it stands in another one. */
  | { readonly kind: 'sending tag' }
  /** A tag that makes a fragment or query for something else to send. */
  | { readonly kind: 'tag' }
  /** A method of a tag's result that sends it: ``sql`…`.execute(db)``. */
  | { readonly kind: 'sends receiver' }
  /** Sends what a file holds. */
  | { readonly kind: 'sends file' }
  /** Calls a function of the database by its name. */
  | { readonly kind: 'calls routine'; readonly verb: 'SELECT * FROM' | 'CALL' }
  | Helper;

/** What makes a part of a statement. */
export type Helper =
  /** A text that goes in as it is. */
  | { readonly kind: 'raw'; readonly dialect: Dialect }
  | { readonly kind: 'name' }
  | { readonly kind: 'literal' }
  /** A parameter, perhaps with a cast that depends on an argument. */
  | { readonly kind: 'value'; readonly cast?: string; readonly castArgument?: number }
  | { readonly kind: 'join'; readonly separator: string }
  | { readonly kind: 'empty' }
  /** `sql(rows, 'id', 'name')`: what it makes depends on the SQL before it. */
  | { readonly kind: 'rows' }
  | { readonly kind: 'unnest' }
  /** pg-promise's `helpers.insert(data, columns, table)` and `helpers.update`. */
  | { readonly kind: 'insert' | 'update' };

/** How placeholders are written in a text. */
export type Dialect = 'plain' | 'knex' | 'pg-promise' | 'sequelize';

export interface Library {
  readonly caller: Caller;
  readonly packages: RegExp;
  /** Roles by the path of what is called (see `Origin`), its parts joined by dots and a leading `default.` taken away; the first that fits. */
  readonly roles: readonly (readonly [path: RegExp, role: Role])[];
  /** Types of fragments: what has one is SQL, not a value. */
  readonly fragments?: RegExp;
  /** Whether an array in a template is a list of values in parentheses, one parameter, or fragments side by side. */
  readonly arrays?: 'in parentheses' | 'fragments';
}

export const SENDS: Role = { kind: 'sends', argument: 0, dialect: 'plain' };
export const TAG: Role = { kind: 'tag' };
export const SENDING_TAG: Role = { kind: 'sending tag' };
export const RAW: Role = { kind: 'raw', dialect: 'plain' };
export const NAME: Role = { kind: 'name' };
export const VALUE: Role = { kind: 'value' };
export const EMPTY: Role = { kind: 'empty' };
export const LITERAL: Role = { kind: 'literal' };

/** The role of what is called; null where the library does nothing with SQL there. */
export function roleIn(library: Library, path: readonly string[]): Role | null {
  const joined = path.join('.').replace(/^(?:default\.)+(?=.)/u, '');
  return library.roles.find(([pattern]) => pattern.test(joined))?.[1] ?? null;
}
