import type { DocumentPath } from './document-path.js';

/** Something wrong at one place of a document, before the place is turned into a line and a column. */
export interface Problem {
  readonly path: DocumentPath;
  /** Whether to point at the key of a map entry or at what it holds. */
  readonly at: 'key' | 'value';
  /** Where it stands in the text, set where the path leads elsewhere (to the first of two equal keys) or nowhere (aliases). */
  readonly offset?: number;
  /** Without the path: `expected a list of columns, found "id"`. */
  readonly message: string;
  readonly hint: string;
}

const EDITOR_HINT = 'Correct the value; an editor with YAML support completes and explains every key of this file.';

const SECRET_HINT =
  'An address may hold a password, so none stands in the registry: put it into an environment variable and name that variable under schema.database.env.';

/** The common problem: a value is not what its place asks for. */
export function unexpected(path: DocumentPath, expected: string, value: unknown, hint: string = EDITOR_HINT): Problem {
  if (value === undefined) return { path, at: 'key', message: `missing; expected ${expected}`, hint: 'Add the key.' };
  const message = `expected ${expected}, found ${describeValue(value)}`;
  return { path, at: 'value', message, hint: looksSecret(value) ? SECRET_HINT : hint };
}

/** A value in a few words. What looks like an address is not repeated: it may hold a password. */
export function describeValue(value: unknown): string {
  if (value === null || value === '') return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value !== 'string') return `the ${typeof value} ${JSON.stringify(value)}`;
  if (looksSecret(value)) return 'an address';
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}

function looksSecret(value: unknown): boolean {
  return typeof value === 'string' && /:\/\/|password\s*=/iu.test(value);
}
