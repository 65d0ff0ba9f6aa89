import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_SCAN, type FileQuery, placeInSource, type Statement } from '@rowpact/model';
import { expect, test } from 'vitest';
import { casesFolder } from '../testing/finding-cases.js';
import { scanConsumer } from './scan-consumer.js';

// A case is a consumer's folder and `expected.json`, what a scan of it says. UPDATE_GOLDENS=1 writes what is expected anew: read it.
const CASES = casesFolder('.');
const names = readdirSync(CASES).filter((name) => /^(?:files|component|sql)-/.test(name));

test('there are cases', () => expect(names.length).toBeGreaterThan(5));

test.each(names)('%s', async (name) => {
  const folder = join(CASES, name);
  const {
    statements,
    blinds,
    texts: _,
    calls: __,
    tables,
    queries,
    generated,
    ...rest
  } = await scanConsumer({ folder, settings: DEFAULT_SCAN, store: null });
  for (const statement of statements) checkOrigins(folder, statement);
  const actual = {
    statements: statements.map(({ text, place, caller }) => ({ at: placeOf(place), caller, text: text.split('\n') })),
    blinds: blinds.map(({ place, reason, detail, text }) => ({ at: placeOf(place), reason, detail, text })),
    ...(queries.length > 0 && { queries: queries.map(describeQuery) }),
    ...(generated.length > 0 && { generated }),
    tables: tables.length,
    ...rest,
  };
  const golden = join(folder, 'expected.json');
  if (process.env['UPDATE_GOLDENS']) writeFileSync(golden, `${JSON.stringify(actual, null, 2)}\n`);
  expect(actual).toEqual(existsSync(golden) ? JSON.parse(readFileSync(golden, 'utf8')) : null);
});

function placeOf({ file, line, column, within }: Statement['place']): string {
  return `${file}:${line}:${column}${within === null ? '' : ` in ${within}`}`;
}

function describeQuery({ name, place, answer, parameters, unfit }: FileQuery): string {
  const listed = parameters.map((parameter) => `${parameter.name ?? '$'}${parameter.required ? '!' : ''}`).join(', ');
  const what = unfit === null ? `answers ${answer}` : `unfit: ${unfit}`;
  return `${place.file}:${place.line}:${place.column} ${name ?? 'without a name'} (${listed}) ${what}`;
}

/** Each character of the text stands in the file where its origin says. */
function checkOrigins(folder: string, statement: Statement): void {
  const { text, origins } = statement;
  for (const [index, origin] of origins.entries()) {
    if (origin.fixed) continue;
    const lines = readFileSync(join(folder, origin.file), 'utf8').split('\n');
    for (let at = origin.at; at < (origins[index + 1]?.at ?? text.length); at += 1) {
      const { line, column } = placeInSource(statement, at);
      expect(lines[line - 1]?.[column - 1] ?? '\n').toBe(text[at]);
    }
  }
}
