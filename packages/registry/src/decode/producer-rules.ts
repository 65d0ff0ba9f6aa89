import { splitName, VERDICTS } from '@rowpact/model';
import { entriesOf, itemsOf, valueAt, type DocumentPath } from '../document/document-path.js';
import { unexpected, type Problem } from '../document/problem.js';
import { escapes, pathExpectation, type PathScope } from './relative-path.js';

/** What a schema cannot say of a producer: that it has one source, and paths that can be followed. */
export function producerProblems(value: unknown): readonly Problem[] {
  return [
    ...sourceProblems(valueAt(value, ['schema'])),
    ...pathProblems(value),
    ...extensionProblems(value),
    ...policyProblems(value),
  ];
}

function sourceProblems(schema: unknown): readonly Problem[] {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return [];
  const given = Object.keys(schema).filter((key) => SOURCES.includes(key));
  if (given.length === 1) return [];
  if (given.length === 0 && Object.keys(schema).length > 0) return []; // each unknown key is reported where it stands
  const found = given.length === 0 ? 'none' : given.join(' and ');
  const message = `expected exactly one of ${SOURCES.join(', ')}, found ${found}`;
  return [{ path: ['schema'], at: 'key', message, hint: 'Name the one place that the schema comes from.' }];
}

function pathProblems(value: unknown): readonly Problem[] {
  const migrations = valueAt(value, ['schema', 'migrations']);
  const folder: DocumentPath = ['schema', 'migrations', ...(typeof migrations === 'string' ? [] : ['folder'])];
  const order = itemsOf(valueAt(migrations, ['order']));
  return [
    ...pathProblem(value, folder, 'anywhere'),
    ...pathProblem(value, ['schema', 'file'], 'anywhere'),
    ...order.flatMap((_, index) => pathProblem(value, ['schema', 'migrations', 'order', index], 'inside')),
    ...order.flatMap((path, index) =>
      order.indexOf(path) === index
        ? []
        : [unexpected(['schema', 'migrations', 'order', index], 'each migration once', path, 'Remove one of the two.')],
    ),
  ];
}

function pathProblem(value: unknown, path: DocumentPath, scope: PathScope): readonly Problem[] {
  const text = valueAt(value, path);
  if (typeof text !== 'string' || text === '') return [];
  const expected = pathExpectation(text, scope);
  const hint = escapes(text) ? 'Name a path inside the folder of the migrations.' : 'Write a relative path.';
  return expected ? [unexpected(path, expected, text, hint)] : [];
}

function extensionProblems(value: unknown): readonly Problem[] {
  return entriesOf(valueAt(value, ['extensions'])).flatMap(([name, extension]) => {
    const path = ['extensions', name];
    return [
      ...itemsOf(valueAt(extension, ['types'])).flatMap((type, index) =>
        typeof type !== 'string' || type === '' || splitName(type)
          ? []
          : [unexpected([...path, 'types', index], 'the name of a type', type)],
      ),
      ...itemsOf(valueAt(extension, ['functions'])).flatMap((signature, index) =>
        typeof signature !== 'string' || signature === '' || /^\s*[^\s(].*\(.*\)\s*returns\s+\S/isu.test(signature)
          ? []
          : [unexpected([...path, 'functions', index], SIGNATURE, signature)],
      ),
    ];
  });
}

/** Which rules there are, the gate knows; a level is by the name of a rule or by a verdict. */
function policyProblems(value: unknown): readonly Problem[] {
  const approvers = itemsOf(valueAt(value, ['policy', 'approvers']));
  return [
    ...entriesOf(valueAt(value, ['policy', 'levels'])).flatMap(([key]): readonly Problem[] =>
      VERDICT_NAMES.has(key) || /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u.test(key)
        ? []
        : [{ ...unexpected(['policy', 'levels', key], LEVEL_KEY, key), at: 'key' }],
    ),
    ...approvers.flatMap((name, index) =>
      approvers.indexOf(name) === index
        ? []
        : [unexpected(['policy', 'approvers', index], 'each approver once', name, 'Remove one of the two.')],
    ),
  ];
}

const VERDICT_NAMES: ReadonlySet<string> = new Set(VERDICTS);
const LEVEL_KEY = `the name of a rule, or one of ${VERDICTS.join(', ')}`;
const SOURCES: readonly string[] = ['migrations', 'file', 'database'];
const SIGNATURE = 'a signature such as "st_x(geometry) returns double precision"';
