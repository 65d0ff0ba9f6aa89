import type { Caller } from '@rowpact/model';
import { ts } from 'ts-morph';
import type { Dialect, Library } from './library.js';
import { libraryOf } from './known-callee.js';

/** What a name alone says about a call whose object cannot be traced. */
export interface NamedCall {
  readonly caller: Caller;
  readonly library: Library | null;
  readonly dialect: Dialect;
}

const DATABASE =
  /^(?:.*(?:pool|client|conn|connection|database|db|pg|postgres|sql|knex|sequelize|datasource|manager|queryrunner|repository|repo|session|transaction|executor|queryable))$/iu;
const SHORT = /^(?:tx|trx|t|c|q|em|qr|task)$/u;

const PROMISE_METHODS = /^(?:any|one|none|many|oneOrNone|manyOrNone|multi|multiResult)$/u;

/** A method by its name, of an object by its name; null where they are nobody's. */
export function callByName(callee: ts.Expression): NamedCall | null {
  if (!ts.isPropertyAccessExpression(callee)) return null;
  const method = callee.name.text;
  const object = lastName(callee.expression);
  if (/^\$(?:queryRawUnsafe|executeRawUnsafe|queryRaw|executeRaw)$/u.test(method)) return named('prisma', 'plain');
  if (method === 'query') return named('pg', 'plain');
  if (object === null || !(DATABASE.test(object) || SHORT.test(object))) return null;
  if (method === 'raw') return named('knex', 'knex');
  if (method === 'unsafe') return named('postgres', 'plain');
  if (PROMISE_METHODS.test(method)) return named('pg-promise', 'pg-promise');
  return method === 'execute' ? { caller: 'pg', library: null, dialect: 'plain' } : null;
}

/** A tag by its name. */
export function tagByName(tag: ts.Expression): NamedCall | null {
  if (ts.isPropertyAccessExpression(tag) && /^\$(?:queryRaw|executeRaw)$/u.test(tag.name.text))
    return named('prisma', 'plain');
  return ts.isIdentifier(tag) && tag.text === 'sql' ? named('postgres', 'plain') : null;
}

function named(caller: Caller, dialect: Dialect): NamedCall {
  return { caller, library: libraryOf(caller), dialect };
}

/** `pool` of `this.pool`, `getPool` of `getPool()`. */
function lastName(node: ts.Expression): string | null {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isCallExpression(node) || ts.isAwaitExpression(node) || ts.isNonNullExpression(node))
    return lastName(node.expression);
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return lastName(node.expression);
  return null;
}
