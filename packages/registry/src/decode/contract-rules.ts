import { parseRelationId, splitName } from '@rowpact/model';
import { posix } from 'node:path';
import { entriesOf, itemsOf, valueAt, type DocumentPath } from '../document/document-path.js';
import { unexpected, type Problem } from '../document/problem.js';
import { parseDatabaseType } from './database-type-name.js';
import { LIMIT_HINT, NAME_HINT, nameExpectation } from './name-expectation.js';
import { modulesIn } from './modules-in.js';
import { parseColumnId } from './parse-column-id.js';
import { pathExpectation } from './relative-path.js';
import { scanProblems } from './scan-rules.js';

/**
 * What a schema cannot say of a contract: names that SQL can read and that mean different things, columns named once,
 * paths that stay where they belong. Looks at the raw value, so that it works beside any error of shape.
 */
export function contractProblems(value: unknown): readonly Problem[] {
  return [
    ...pathProblems(value),
    ...scanProblems(value),
    ...roleProblems(value),
    ...keyProblems(value, ['relations'], 'the name of a relation: players, billing.orders', parseRelationId),
    ...keyProblems(value, ['generate', 'types'], 'the name of a type without length or []', parseDatabaseType),
    ...keyProblems(value, ['generate', 'columns'], 'relation.column or schema.relation.column', parseColumnId),
    ...entriesOf(valueAt(value, ['relations'])).flatMap(([key, relation]) => relationProblems(key, relation)),
  ];
}

function roleProblems(value: unknown): readonly Problem[] {
  const role = valueAt(value, ['role']);
  const expected = typeof role === 'string' ? nameExpectation(role) : null;
  return expected === null ? [] : [unexpected(['role'], expected, role, LIMIT_HINT)];
}

function pathProblems(value: unknown): readonly Problem[] {
  const [source, file] = [valueAt(value, ['source']), valueAt(value, ['generate', 'file'])];
  const problems: Problem[] = [];
  if (typeof source === 'string') {
    // The consumer may be a checkout beside this one; what is written stays inside its own folder.
    const expected = pathExpectation(source, 'anywhere');
    if (expected) problems.push(unexpected(['source'], expected, source, PATH_HINT));
  }
  if (typeof file === 'string' && file !== '') {
    const expected = pathExpectation(file, 'inside') ?? moduleExpectation(file);
    if (expected) problems.push(unexpected(['generate', 'file'], expected, file, PATH_HINT));
  }
  return problems;
}

function moduleExpectation(file: string): string | null {
  const module = /[^/]\.[cm]?ts$/u.test(file) && !/\.d\.[cm]?ts$/u.test(file);
  return module ? null : 'a TypeScript module (.ts, .mts, .cts)';
}

/** Keys that are no names, that no database can have, and that mean what an earlier key means. */
function keyProblems(
  value: unknown,
  path: DocumentPath,
  expected: string,
  parse: (key: string) => string | null,
): readonly Problem[] {
  const seen = new Map<string, string>();
  return entriesOf(valueAt(value, path)).flatMap(([key]): readonly Problem[] => {
    const id = parse(key);
    const here = [...path, key];
    if (id === null) return [{ ...unexpected(here, expected, key, NAME_HINT), at: 'key' }];
    const limit = splitName(id)
      ?.map(nameExpectation)
      .find((limited) => limited !== null);
    if (limit) return [{ ...unexpected(here, limit, key, LIMIT_HINT), at: 'key' }];
    const first = seen.get(id);
    if (first !== undefined) return [{ ...twice(here, id, first), at: 'key' }];
    seen.set(id, key);
    return [];
  });
}

function relationProblems(key: string, relation: unknown): readonly Problem[] {
  const path = ['relations', key];
  const read = valueAt(relation, ['read']);
  const keep = valueAt(relation, ['keep']);
  const star = itemsOf(keep).indexOf('*');
  const refused = valueAt(relation, ['wildcard']) === false && (read === '*' || itemsOf(read).includes('*'));
  return [
    ...(refused ? [unexpected([...path, 'wildcard'], 'true beside "*" in read', false, WILDCARD_HINT)] : []),
    ...columnProblems([...path, 'read'], read),
    ...columnProblems([...path, 'write'], valueAt(relation, ['write'])),
    ...columnProblems([...path, 'keep'], keep),
    ...(star < 0 ? [] : [unexpected([...path, 'keep', star], 'the name of a column', '*', KEEP_HINT)]),
  ];
}

function columnProblems(path: DocumentPath, columns: unknown): readonly Problem[] {
  const seen = new Set<string>();
  return itemsOf(columns).flatMap((column, index): readonly Problem[] => {
    if (typeof column !== 'string' || column === '') return [];
    const here = [...path, index];
    const limit = nameExpectation(column);
    if (limit) return [unexpected(here, limit, column, LIMIT_HINT)];
    if (seen.has(column)) return [unexpected(here, 'each column once', column, 'Remove the second entry.')];
    seen.add(column);
    return [];
  });
}

function twice(path: DocumentPath, id: string, first: string): Problem {
  const message = `expected each name once, found ${id} again: "${first}" stands further up`;
  return { path, at: 'key', message, hint: 'Merge the two entries.' };
}

/** Where a contract's modules go, relative to the root folder; none where its paths are not usable. */
export function outputPaths(value: unknown): readonly string[] {
  const [source, file] = [valueAt(value, ['source']), valueAt(value, ['generate', 'file'])];
  if (typeof source !== 'string' || typeof file !== 'string' || file === '') return [];
  if (pathExpectation(source, 'anywhere') ?? pathExpectation(file, 'inside')) return [];
  return modulesIn(value).map((module) => posix.join(source, module));
}

const PATH_HINT = 'Write the path relative, with forward slashes and inside the folder it belongs to.';
const WILDCARD_HINT = 'Remove wildcard: false, or name the columns instead of "*".';
const KEEP_HINT = 'Name each column that is kept on purpose; expose: all gives the row type every column.';
