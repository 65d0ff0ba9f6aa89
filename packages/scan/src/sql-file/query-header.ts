/** The name that pgtyped or sqlc read in the comment before a statement, and what it says of its parameters. */
export interface QueryHeader {
  readonly name: string;
  /** pgtyped's `@param ids -> (...)`: what stands in for `:ids`, one element of it, names of parameters in `:`. */
  readonly expansions: ReadonlyMap<string, string>;
}

const PGTYPED = /\/\*(?:[^*]|\*(?!\/))*?@name\s+([\w$]+)((?:[^*]|\*(?!\/))*)\*\//g;
/** sqlc's `-- name: GetPlayer :one`, which others read too, and HugSQL's `-- :name get-player :? :1`. */
const SQLC = /(?:--|\/\*)[ \t]*(?:name:|:name\b)[ \t]*([\w$?!-]+)/g;
const PARAM = /@param\s+([\w$]+)\s*->\s*(\((?:[^()]|\([^()]*\))*\))/g;

/** The header in the comments before a statement, the last where there are several; null where there is none. */
export function queryHeader(comments: string): QueryHeader | null {
  if (!comments.includes('name')) return null;
  const pgtyped = [...comments.matchAll(PGTYPED)].at(-1);
  const sqlc = [...comments.matchAll(SQLC)].at(-1);
  if (pgtyped && (!sqlc || pgtyped.index > sqlc.index)) {
    const [, name = '', rest = ''] = pgtyped;
    return { name, expansions: expansionsIn(rest) };
  }
  return sqlc?.[1] === undefined ? null : { name: sqlc[1], expansions: new Map() };
}

function expansionsIn(text: string): ReadonlyMap<string, string> {
  const pairs = [...text.matchAll(PARAM)].map(([, name = '', shape = '']) => [name, expand(name, shape)] as const);
  return new Map(pairs);
}

/** `(...)` is a list of values, `(a, b)` the fields of an object, `((a, b)...)` a list of such rows: one element shows them all. */
function expand(name: string, shape: string): string {
  const inner = shape.slice(1, -1).trim();
  if (inner === '...') return `(:${name})`;
  const row = /^\(([^()]*)\)\s*\.\.\.$/.exec(inner)?.[1] ?? inner;
  const fields = row.split(',').map((field) => field.trim().replace(/!$/, ''));
  return `(${fields.map((field) => `:${name}.${field}`).join(', ')})`;
}
