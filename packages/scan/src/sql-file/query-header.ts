import type { FileQueryAnswer } from '@rowpact/model';

/** The name that pgtyped or sqlc read in the comment before a statement, and what it says of its parameters. */
export interface QueryHeader {
  readonly name: string;
  /** pgtyped's `@param ids -> (...)`, by name. */
  readonly expansions: ReadonlyMap<string, Expansion>;
  /** What the statement answers; null for what is none of these, as `:copyfrom`. */
  readonly answer: FileQueryAnswer | null;
}

/** What pgtyped writes in the place of a parameter. */
export interface Expansion {
  /** Of a list one element; the names of parameters in `:`. */
  readonly text: string;
  /** Whether there is one for each element of a list. */
  readonly spread: boolean;
  /** Those that are never NULL. */
  readonly required: ReadonlySet<string>;
}

const PGTYPED = /\/\*(?:[^*]|\*(?!\/))*?@name\s+([\w$]+)((?:[^*]|\*(?!\/))*)\*\//g;
/** sqlc's `-- name: GetPlayer :one`, which others read too, and HugSQL's `-- :name get-player :? :1`. */
const SQLC = /(?:--|\/\*)[ \t]*(?:name:|:name\b)[ \t]*([\w$?!-]+)([^\n\r]*)/g;
const PARAM = /@param\s+([\w$]+)\s*->\s*(\((?:[^()]|\([^()]*\))*\))/g;

/** The header in the comments before a statement, the last where there are several; null where there is none. */
export function queryHeader(comments: string): QueryHeader | null {
  if (!comments.includes('name')) return null;
  const pgtyped = [...comments.matchAll(PGTYPED)].at(-1);
  const sqlc = [...comments.matchAll(SQLC)].at(-1);
  if (pgtyped && (!sqlc || pgtyped.index > sqlc.index)) {
    const [, name = '', rest = ''] = pgtyped;
    return { name, expansions: expansionsIn(rest), answer: 'rows' };
  }
  const [, name, rest = ''] = sqlc ?? [];
  return name === undefined ? null : { name, expansions: new Map(), answer: answerIn(rest) };
}

/** The words of sqlc and, where they say how much is answered, of HugSQL. */
const ANSWERS: ReadonlyMap<string, FileQueryAnswer> = new Map([
  ...[':many', ':*', ':?', ':query', ':!', ':execute', ':<!', ':returning-execute'].map(
    (word) => [word, 'rows'] as const,
  ),
  ...[':one', ':1'].map((word) => [word, 'row'] as const),
  [':exec', 'nothing'],
  ...[':execrows', ':n', ':affected'].map((word) => [word, 'count'] as const),
]);

function answerIn(words: string): FileQueryAnswer | null {
  const [leading = ''] = /^(?:[ \t]+:\S+)*/.exec(words) ?? [];
  const said = (leading.match(/\S+/g) ?? []).map((word) => ANSWERS.get(word) ?? null);
  return said.includes(null) ? null : (said.at(-1) ?? 'rows');
}

function expansionsIn(text: string): ReadonlyMap<string, Expansion> {
  const pairs = [...text.matchAll(PARAM)].map(([, name = '', shape = '']) => [name, expand(name, shape)] as const);
  return new Map(pairs);
}

/** `(...)` is a list of values, `(a, b)` the fields of an object, `((a, b)...)` a list of such rows: one element shows them all. */
function expand(name: string, shape: string): Expansion {
  const inner = shape.slice(1, -1).trim();
  if (inner === '...') return { text: `(:${name})`, spread: true, required: new Set() };
  const row = /^\(([^()]*)\)\s*\.\.\.$/.exec(inner)?.[1];
  const fields = (row ?? inner).split(',').map((field) => `${name}.${field.trim()}`);
  const names = fields.map((field) => field.replace(/!$/, ''));
  return {
    text: `(${names.map((field) => `:${field}`).join(', ')})`,
    spread: row !== undefined,
    required: new Set(names.filter((_, index) => fields[index]?.endsWith('!'))),
  };
}
