import { FailureError, fingerprintOf, type ConsumerUse, type Failure, type Location } from '@rowpact/model';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyFileChanges } from '../files/apply-file-changes.js';
import { readRegistry } from '../read/read-registry.js';
import { access, bigUse, place, statement, westside } from '../testing/uses.js';
import { printStatements, statementsFile } from './print-statements.js';
import { readStatements } from './read-statements.js';
import { staleStatements } from './stale-statements.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rowpact-statements-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const FILE = 'registry/basketball-api/consumers/westside-contracts.statements.json';

function read(text: string | Buffer): Promise<ConsumerUse | null> {
  mkdirSync(join(root, 'registry/basketball-api/consumers'), { recursive: true });
  writeFileSync(join(root, FILE), text);
  return readStatements(join(root, 'registry'), 'basketball-api', 'westside-contracts');
}

/** The one failure that reading answers, its file relative to the root folder. */
async function failureOf(text: string | Buffer): Promise<Failure & { readonly location: Location }> {
  try {
    await read(text);
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    const [failure] = error.failures;
    return {
      ...failure,
      location: { ...failure.location, file: failure.location?.file.replace(`${root}/`, '') ?? '' },
    };
  }
  throw new Error('no failure');
}

describe('the record of a consumer', () => {
  test('is printed so that a person can review a change', () => {
    const golden = join(import.meta.dirname, 'cases/westside-contracts.statements.json');
    const text = printStatements(westside);
    if (process.env['UPDATE_GOLDENS']) writeFileSync(golden, text);
    expect(text).toBe(existsSync(golden) ? readFileSync(golden, 'utf8') : 'no golden; run with UPDATE_GOLDENS=1');
  });

  test('reads as what it was printed from', async () => {
    expect(await read(printStatements(westside))).toEqual(westside);
    const big = bigUse(300);
    expect(new Set((await read(printStatements(big)))?.statements)).toEqual(new Set(big.statements));
  });

  test('is the same whatever the order in which it was found', async () => {
    const text = printStatements(westside);
    const reversed: ConsumerUse = {
      ...westside,
      statements: [...westside.statements].reverse(),
      blinds: [...westside.blinds].reverse(),
    };
    expect(printStatements(reversed)).toBe(text);
    expect(printStatements((await read(text)) ?? westside)).toBe(text);
  });

  test('keeps texts and names as hostile as they come', async () => {
    const hostile = '"a b"."select"\u0000\u2028\ud800\r\n\t\\ `${x}` __proto__ 🏀 </script>';
    const text = `SELECT ${hostile}`;
    const use: ConsumerUse = {
      ...westside,
      statements: [
        statement(text, place(hostile, 1, 1, hostile), {
          fingerprint: fingerprintOf('x'),
          access: [
            access(hostile, { read: ['__proto__', 'constructor', '', hostile], omitted: ['true', 'null', '1'] }),
          ],
        }),
      ],
    };
    expect(await read(printStatements(use))).toEqual(use);
  });

  test('of a consumer that was never scanned is not there', async () => {
    expect(await readStatements(join(root, 'registry'), 'basketball-api', 'westside-contracts')).toBeNull();
  });

  test('may lie beside a contract, and goes when the contract has gone', async () => {
    await applyFileChanges(root, [
      {
        path: 'registry/basketball-api/producer.yaml',
        content: 'version: 1\nproducer: basketball-api\nschema: { file: s.sql }\n',
      },
      {
        path: 'registry/basketball-api/consumers/westside-contracts.yaml',
        content: 'version: 1\nconsumer: westside-contracts\nproducer: basketball-api\nsource: .\nrelations: {}\n',
      },
      statementsFile(westside),
      statementsFile({ ...westside, consumer: 'notifier' }),
      { path: 'registry/basketball-api/consumers/.hidden.statements.json', content: '' },
    ]);
    const [producer] = (await readRegistry(join(root, 'registry'))).producers;
    if (!producer) throw new Error('the producer was not read');
    expect(await staleStatements(join(root, 'registry'), producer)).toEqual([
      { path: 'registry/basketball-api/consumers/notifier.statements.json', content: null },
    ]);
  });
});

describe('a record that is not what rowpact writes', () => {
  const good = printStatements(westside);
  const line = (text: string): number => good.split('\n').findIndex((one) => one.includes(text)) + 1;

  test.each<readonly [says: string, text: string, message: string, line: number]>([
    ['an empty file', '', 'expected JSON, found text that is none', 0],
    ['a list', '[]', 'the document: expected an object, found a list', 1],
    ['half a file', good.slice(0, 900), 'expected JSON, found text that is none', 0],
    [
      'a key too few',
      good.replace(/ {2}"producer".*\n/u, ''),
      'the document: expected the key "producer", found a map',
      1,
    ],
    [
      'a misspelt key',
      good.replace('"read": [', '"reed": ['),
      'statements[0].access[0].reed: expected one of the keys',
      0,
    ],
    [
      'a number for a name',
      good.replace('["email", "id"]', '["email", 7]'),
      'statements[0].access[0].read[1]: expected text',
      0,
    ],
    [
      'a line 0',
      good.replace('"line": 18', '"line": 0'),
      'statements[0].place.line: expected a whole number from 1',
      0,
    ],
    [
      'a caller that is none',
      good.replace('"caller": "pg"', '"caller": "mysql"'),
      'statements[0].caller: expected one of pg',
      0,
    ],
    ['a caller from the prototype', good.replace('"caller": "pg"', '"caller": "toString"'), 'statements[0].caller', 0],
    ['a relation without schema', good.replace('"public.parents"', '"parents"'), 'statements[0].access[0].relation', 0],
    [
      'a fingerprint that is none',
      good.replace(/"fingerprint": "..../u, '"fingerprint": "!'),
      'statements[0].fingerprint',
      0,
    ],
    [
      'a key named __proto__',
      good.replace('"format": 1,', '"format": 1, "__proto__": {},'),
      '__proto__: expected one of',
      0,
    ],
    [
      'a statement without origins',
      good.replace(/"origins": \[\{.*\}\]/u, '"origins": []'),
      'statements[0].origins: expected',
      0,
    ],
    [
      'the record of another',
      good.replace('"westside-contracts"', '"notifier"'),
      'consumer: expected "westside-contracts", found "notifier"',
      3,
    ],
    [
      'a merge conflict',
      good.replace('  "statements"', '<<<<<<< HEAD\n  "statements"'),
      'expected JSON, found a merge conflict',
      6,
    ],
  ])('%s is refused with its place', async (_, text, message, at) => {
    const failure = await failureOf(text);
    expect(failure).toMatchObject({ code: 'statements-invalid', hint: expect.stringContaining('rowpact scan') });
    expect(failure.message).toContain(`westside-contracts.statements.json: ${message}`);
    expect(failure.location.file).toBe(FILE);
    if (at > 0) expect(failure.location.line).toBe(at);
  });

  test('shows the very line', async () => {
    const failure = await failureOf(good.replace('"offset": 7', '"offset": -7'));
    expect(failure.location.line).toBe(line('"offset": 7'));
  });

  test('says so where it is no text', async () => {
    const failure = await failureOf(Buffer.from([0xff, 0xfe, 0x7b]));
    expect(failure.message).toContain('UTF-8');
  });

  test('asks for an update where a newer rowpact wrote it, whatever else is in it', async () => {
    const failure = await failureOf('{\n  "format": 2,\n  "uses": {}\n}\n');
    expect(failure).toMatchObject({ code: 'statements-invalid', hint: expect.stringContaining('Update rowpact') });
    expect(failure.message).toContain('format: expected 1, found 2');
  });
});
