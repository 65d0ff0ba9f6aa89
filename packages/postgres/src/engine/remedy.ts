import { quoteIdentifier, type ExtensionStub } from '@rowpact/model';
import type { SqlStatement } from '../migrations/sql-statement.js';
import { stubScript, stubUpdate, type SharedFile } from './extension-stub.js';
import type { Refusal } from './refusal.js';

/** What makes a refused statement pass, or why it may be left out: the refusal is the embedded database's fault. */
export type Remedy =
  | { readonly kind: 'run first'; readonly sql: string; readonly note: string }
  | { readonly kind: 'add file'; readonly file: SharedFile; readonly note: null }
  | { readonly kind: 'skip'; readonly note: string };

const UNDEFINED_OBJECT = '42704';
const INVALID_PARAMETER = '22023';
const UNDEFINED_DATABASE = '3D000';

/**
 * Decides by PostgreSQL's error code and message, never by the statement alone.
 * @returns null where the refusal stands.
 */
export function remedyFor(statement: SqlStatement, refusal: Refusal, stubs: readonly ExtensionStub[]): Remedy | null {
  switch (refusal.sqlstate) {
    case UNDEFINED_OBJECT:
      return missingRole(refusal) ?? unknownSetting(statement, refusal) ?? indexOnStub(statement, refusal, stubs);
    case INVALID_PARAMETER:
      return missingRole(refusal) ?? stubVersion(refusal, stubs);
    case UNDEFINED_DATABASE:
      return otherDatabase(statement, refusal);
    default:
      return null;
  }
}

/** Roles belong to the whole server and are usually made by hand; dumps and migrations only name them. */
function missingRole({ message }: Refusal): Remedy | null {
  const role = /^role "([\s\S]+)" does not exist$/.exec(message)?.[1];
  if (role === undefined) return null;
  const note = `created the role ${quoteIdentifier(role)}, which no migration creates`;
  return { kind: 'run first', sql: `CREATE ROLE ${quoteIdentifier(role)} NOLOGIN`, note };
}

/** A dump sets what its own server knows, such as `transaction_timeout`. */
function unknownSetting({ keyword }: SqlStatement, { message }: Refusal): Remedy | null {
  const setting = /^unrecognized configuration parameter "([^"]+)"$/.exec(message)?.[1];
  if (setting === undefined || (keyword !== 'SET' && keyword !== 'RESET')) return null;
  return { kind: 'skip', note: `skipped a setting that the embedded server does not know: ${setting}` };
}

/** An index that is not unique changes nothing that a consumer can see. */
function indexOnStub(
  { keyword, text }: SqlStatement,
  { message }: Refusal,
  stubs: readonly ExtensionStub[],
): Remedy | null {
  if (keyword !== 'CREATE' || !/^CREATE\s+INDEX\b/i.test(text)) return null;
  const type = /^data type (\S+) has no default operator class for access method/.exec(message)?.[1];
  const missing = type ?? /^operator class "[\s\S]+" does not exist for access method/.exec(message)?.[0];
  const types = new Set(stubs.flatMap((stub) => stub.types.map(quoteIdentifier)));
  const isOfStub = type === undefined ? types.size > 0 : types.has(type.replace(/^.*\./, '').replace(/\[\]$/, ''));
  if (missing === undefined || !isOfStub) return null;
  return { kind: 'skip', note: `skipped an index that the stub of an extension cannot carry: ${message}` };
}

/** The stub is made for the version that is asked for. */
function stubVersion({ message }: Refusal, stubs: readonly ExtensionStub[]): Remedy | null {
  const stubOf = (name: string | undefined): ExtensionStub | undefined => stubs.find((stub) => stub.extension === name);
  const create = /^extension "(.+)" has no installation script nor update path for version "(.+)"$/.exec(message);
  const created = stubOf(create?.[1]);
  if (created && create?.[2] !== undefined) {
    return { kind: 'add file', file: stubScript(created, create[2]), note: null };
  }
  const update = /^extension "(.+)" has no update path from version "(.+)" to version "(.+)"$/.exec(message);
  const updated = stubOf(update?.[1]);
  if (!updated || update?.[2] === undefined || update[3] === undefined) return null;
  return { kind: 'add file', file: stubUpdate(updated, update[2], update[3]), note: null };
}

/** The embedded database has a name of its own, so what a file says about its producer's has no object here. */
function otherDatabase({ keyword }: SqlStatement, { message }: Refusal): Remedy | null {
  if (!['GRANT', 'REVOKE', 'COMMENT', 'ALTER'].includes(keyword)) return null;
  return { kind: 'skip', note: `skipped a statement about another database: ${message}` };
}
