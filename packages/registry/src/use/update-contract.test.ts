import { parseRelationId, relationId } from '@rowpact/model';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { registered } from '../testing/registered.js';
import type { RelationUse } from './relation-use.js';
import { updateContract } from './update-contract.js';

// A case is a folder with a contract, what the code uses, the contract afterwards and what is said about it.
const CASES = join(import.meta.dirname, 'cases');

describe('bringing a contract up to date', () => {
  test.each(readdirSync(CASES).filter((name) => !name.startsWith('.')))('case %s', (name) => {
    const folder = join(CASES, name);
    const use = JSON.parse(readFileSync(join(folder, 'use.json'), 'utf8')) as readonly RelationUse[];
    const entry = registered(readFileSync(join(folder, 'before.yaml'), 'utf8'));
    const { text, difference, lost } = updateContract(entry, use);
    expectSays(text, use, entry.text);
    expectGolden(join(folder, 'after.yaml'), text);
    expectGolden(join(folder, 'answer.json'), `${JSON.stringify({ difference, lost }, null, 2)}\n`);
  });

  test.each([
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte-order mark', (text: string) => `\uFEFF${text}`],
    ['no line break at its end', (text: string) => text.trimEnd()],
    ['an anchor that nobody uses', (text: string) => text.replace('players:', 'players: &players')],
  ] as const)('keeps %s', (_, change) => {
    const before = change(readFileSync(join(CASES, 'columns-come-and-go/before.yaml'), 'utf8'));
    const after = change(readFileSync(join(CASES, 'columns-come-and-go/after.yaml'), 'utf8'));
    const use = JSON.parse(readFileSync(join(CASES, 'columns-come-and-go/use.json'), 'utf8')) as readonly RelationUse[];
    expect(updateContract(registered(before), use).text).toBe(after);
  });

  test('says that a file cannot be edited as it is written, and where', () => {
    const entry = registered(`${HEAD}relations:\n  ? players\n`.replace('? players', '? players\n  : {}'));
    const broken = { ...entry, text: entry.text.replace('{}', '*players') };
    expect(() => updateContract(broken, [])).toThrow(
      expect.objectContaining({
        failures: [expect.objectContaining({ code: 'registry-invalid', location: entry.locate(['relations']) })],
      }),
    );
  });

  test('says exactly what is used, whatever the contract looked like, and changes nothing the second time', () => {
    let changed = 0;
    for (let seed = 1; seed <= Number(process.env['ROUNDS'] ?? 120); seed++) {
      const next = random(seed);
      const before = randomContract(next);
      const use = randomUse(next);
      const { text } = updateContract(registered(before), use);
      expectSays(text, use, before);
      expect(updateContract(registered(text), use)).toMatchObject({ text, lost: [], difference: { added: [] } });
      if (text !== before) changed++;
    }
    expect(changed).toBeGreaterThan(80);
  });

  test('adds three hundred relations to a contract that has three hundred', () => {
    const relations = Array.from({ length: 600 }, (_, index) => relationId('public', `season_${index}`));
    const uses = relations.map((relation) => ({ relation, wildcard: false, read: ['id', 'name'], write: ['name'] }));
    const start = updateContract(registered(`${HEAD}relations: {}\n`), uses.slice(0, 300)).text;
    const more = uses.map((use, index) => (index % 2 ? { ...use, read: [...use.read, 'starts_at'] } : use));
    expectSays(updateContract(registered(start), more).text, more, start);
  });
});

const HEAD = 'version: 1\nconsumer: westside-contracts\nproducer: basketball-api\nsource: .\n';

function expectGolden(file: string, text: string): void {
  if (process.env['UPDATE_GOLDENS']) writeFileSync(file, text);
  expect(text).toBe(existsSync(file) ? readFileSync(file, 'utf8') : 'no golden; run with UPDATE_GOLDENS=1');
}

/** The new text read again says what the code uses and what people kept, and has every other line that the old one had. */
function expectSays(text: string, use: readonly RelationUse[], before: string): void {
  const { contract } = registered(text);
  const old = registered(before).contract;
  const used = new Map(use.map((one) => [one.relation, one]));
  const kept = old.relations.filter(({ keep }) => keep.length > 0).map(({ relation }) => relation);
  expect(new Set(contract.relations.map(({ relation }) => relation))).toEqual(new Set([...used.keys(), ...kept]));
  for (const { relation, wildcard, read, write, keep, name, expose } of contract.relations) {
    const one = used.get(relation);
    const was = old.relations.find((other) => other.relation === relation);
    expect({ relation, read: new Set(read), write: new Set(write) }).toEqual({
      relation,
      read: new Set(one?.read.filter((column) => column !== '*')),
      write: new Set(one?.write),
    });
    expect(wildcard).toBe((one?.wildcard ?? false) || (one?.read.includes('*') ?? false));
    expect({ keep, name, expose }).toEqual({
      keep: was?.keep ?? [],
      name: was?.name ?? null,
      expose: was?.expose ?? null,
    });
  }
  expect({ ...contract, relations: [] }).toEqual({ ...old, relations: [] });
}

const NAMES = ['players', 'teams', '"a b"."select"', '__proto__', '"null"', 'billing.orders', '"line\nbreak"', '"123"'];
const COLUMNS = [
  'id',
  'name',
  'true',
  'null',
  '123',
  '__proto__',
  "it's",
  'a "b"',
  'line\nbreak',
  '# x',
  'a: b',
  '- y',
];

type Next = (below: number) => number;

function random(seed: number): Next {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}

function someOf<Item>(next: Next, items: readonly Item[], odds: number): readonly Item[] {
  return items.filter(() => next(odds) === 0);
}

function randomUse(next: Next): readonly RelationUse[] {
  return someOf(next, NAMES, 2).map((name) => {
    const relation = parseRelationId(name);
    if (relation === null) throw new Error(`no name: ${name}`);
    const [read, write] = [someOf(next, COLUMNS, 3), someOf(next, COLUMNS, 4)];
    return { relation, wildcard: next(4) === 0, read, write };
  });
}

/** A contract as people write them: blocks and braces, quotes, comments and blank lines. */
function randomContract(next: Next): string {
  const relations = someOf(next, NAMES, 2).map((name) => randomRelation(next, JSON.stringify(name)));
  if (relations.length === 0) return `${HEAD}relations: {}\n`;
  return `${HEAD}relations:\n${relations.join('')}${next(2) ? '# the end\n' : ''}`;
}

function randomRelation(next: Next, key: string): string {
  const star = next(5) === 0 ? ['*'] : [];
  const lists = [
    ['read', [...star, ...someOf(next, COLUMNS, 3)]],
    ['write', someOf(next, COLUMNS, 5)],
    ['keep', next(3) ? [] : ['id']],
  ] as const;
  const given = lists.filter(([, columns]) => columns.length > 0);
  const comment = next(3) ? '' : `  # of ${key.replaceAll('\\n', ' ')}\n`;
  const wildcard = next(6) === 0 ? 'wildcard: true' : null;
  const name = next(4) === 0 ? 'name: Row' : null;
  const words = [wildcard, name].filter((word) => word !== null);
  if (next(3) === 0 || given.length + words.length === 0) {
    const inBraces = [...words, ...given.map(([list, columns]) => `${list}: ${JSON.stringify(columns)}`)];
    return `${comment}  ${key}: { ${inBraces.join(', ')} }${next(3) ? '' : ' # behind'}\n`;
  }
  const blocks = given.map(([list, columns]) => {
    if (next(2)) return `    ${list}: ${JSON.stringify(columns)}\n`;
    const items = columns.map((column) => `      - ${JSON.stringify(column)}${next(4) ? '' : ' # why'}\n`);
    return `    ${list}:\n${next(4) ? '' : '      # first\n'}${items.join('')}`;
  });
  return `${comment}  ${key}:\n${words.map((word) => `    ${word}\n`).join('')}${blocks.join('')}${next(4) ? '' : '\n'}`;
}
