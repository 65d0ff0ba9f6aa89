import { splitName } from '@rowpact/model';
import { itemsOf, valueAt, type DocumentPath } from '../document/document-path.js';
import { unexpected, type Problem } from '../document/problem.js';
import { LIMIT_HINT, NAME_HINT, nameExpectation } from './name-expectation.js';
import { parseForeignName } from './foreign-name.js';
import { escapes } from './relative-path.js';

/** What a schema cannot say of a contract's `scan`: globs that stay in the folder, names that SQL can read, nothing twice. */
export function scanProblems(value: unknown): readonly Problem[] {
  return [
    ...eachOnce(value, ['scan', 'include'], globProblem, textOf),
    ...eachOnce(value, ['scan', 'exclude'], globProblem, textOf),
    ...eachOnce(value, ['scan', 'callers'], () => null, callerKey),
    ...eachOnce(value, ['scan', 'searchPath'], schemaProblem, textOf),
    ...eachOnce(value, ['scan', 'foreign'], foreignProblem, foreignKey),
  ];
}

type Expectation = { readonly expected: string; readonly hint: string } | null;

function eachOnce(
  value: unknown,
  path: DocumentPath,
  expectation: (text: string) => Expectation,
  keyOf: (item: unknown) => string | null,
): readonly Problem[] {
  const seen = new Set<string>();
  return itemsOf(valueAt(value, path)).flatMap((item, index): readonly Problem[] => {
    const here = [...path, index];
    const wrong = typeof item === 'string' && item !== '' ? expectation(item) : null;
    if (wrong) return [unexpected(here, wrong.expected, item, wrong.hint)];
    const key = keyOf(item);
    if (key === null || key === '') return [];
    if (seen.has(key)) return [unexpected(here, 'each entry once', item, 'Remove the second entry.')];
    seen.add(key);
    return [];
  });
}

/** A backslash only takes a character of its meaning: `src/routes/\\[token\\]/**`. */
function globProblem(glob: string): Expectation {
  if (glob.startsWith('!')) return { expected: 'a glob without "!" at its start', hint: NEGATED_HINT };
  if (/\\(?![\\()[\]{}!*?+@|])/u.test(glob)) return { expected: 'a glob with forward slashes', hint: GLOB_HINT };
  if (/^(?:\/|~|[A-Za-z]:)/u.test(glob)) return { expected: 'a relative glob', hint: GLOB_HINT };
  if (/\p{Cc}/u.test(glob)) return { expected: 'a glob without control characters', hint: GLOB_HINT };
  return escapes(glob) ? { expected: "a glob that stays inside the consumer's folder", hint: GLOB_HINT } : null;
}

function schemaProblem(name: string): Expectation {
  const expected = nameExpectation(name);
  return expected === null ? null : { expected, hint: LIMIT_HINT };
}

function foreignProblem(name: string): Expectation {
  const foreign = parseForeignName(name);
  if (foreign === null) return { expected: 'the name of a relation, or schema.*', hint: NAME_HINT };
  const limit = splitName(foreign)
    ?.map(nameExpectation)
    .find((expected) => expected !== null);
  return limit ? { expected: limit, hint: LIMIT_HINT } : null;
}

function textOf(item: unknown): string | null {
  return typeof item === 'string' ? item : null;
}

function foreignKey(item: unknown): string | null {
  return typeof item === 'string' ? parseForeignName(item) : null;
}

/** Two entries of one name may say that both of two arguments are SQL. */
function callerKey(caller: unknown): string | null {
  const name = typeof caller === 'string' ? caller : valueAt(caller, ['name']);
  const argument = typeof caller === 'string' ? 1 : (valueAt(caller, ['argument']) ?? 1);
  return typeof name === 'string' && typeof argument === 'number' ? `${name} ${argument}` : null;
}

const GLOB_HINT = "Write the glob relative to the consumer's folder, with forward slashes and inside it.";
const NEGATED_HINT = 'Write what is to be looked into under include, and what is not under exclude.';
