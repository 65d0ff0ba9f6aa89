import { canonicalJson } from '@rowpact/model';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseYaml } from './parsed-yaml.js';
import { readPlainYaml } from './plain-yaml.js';

const CASES = join(import.meta.dirname, '../cases');
const files = readdirSync(CASES, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.ya?ml$/u.test(path))
  .map((path) => readFileSync(join(CASES, path), 'utf8'));

const PLAIN = `# yaml-language-server: $schema=../../.schemas/contract.schema.json
version: 1
consumer: westside-contracts   # the pages

source: ./examples/westside-contracts
owners: ["@westside/web", Ana, 'Bo']
generate:
  file: src/lib/server/database.gen.ts
  kysely: true
  types:
      # by type
      numeric: { type: Big, import: { from: $lib/big, name: Big } }
      timestamp: 'Instant'
  columns: {}
scan:
  include: [src/**/*.ts, "**/*.sql"]
  exclude:
    - src/routes/(old)/**
  callers:
  - runQuery
  - db.many
  - { name: sql.unsafe, argument: 2 }
  foreign: [audit.*, sessions]
relations:
  players:
    read:
    - id
    -   contract_signed_at
# at the left
    - date of birth
    write: []
  "a b":
  '"a b"."select"':
    wildcard: false
    __proto__: [null, 12, true]
  last:
    - x
`;

describe('the plain reader', () => {
  test('reads what people usually write, and templates', () => {
    expect(readPlainYaml(PLAIN)).toEqual(parseYaml(PLAIN, 'contract.yaml').value);
    expect(canonicalJson(readPlainYaml(PLAIN))).toBe(canonicalJson(parseYaml(PLAIN, 'contract.yaml').value));
    expect(canonicalJson(readPlainYaml(PLAIN.replaceAll('\n', '\r\n')))).toBe(canonicalJson(readPlainYaml(PLAIN)));
  });

  test.each([
    'a: |\n  text\n',
    'a: b\n  c\n',
    '- a\n  b\n',
    'a: &x 1\n',
    'a: *x\n',
    'a: !!str 1\n',
    '--- a\n',
    'a: 1\n---\nb: 2\n',
    'a: 1\n...\n',
    '? a\n: b\n',
    'a:\tb\n',
    'a: 1\na: 2\n',
    'a: [b,\n c]\n',
    'a: "x\\n"\n',
    "a: 'it''s'\n",
    'a: 1_000\n',
    'a: 0x1f\n',
    'a: 012\n',
    'a: -1\n',
    'a: 1.5\n',
    'a: .5\n',
    'a: .inf\n',
    'a: ~\n',
    'a: True\n',
    'a: NULL\n',
    'a: x: y\n',
    'a: @x\n',
    'a: x #y\n b: 1\n',
    'a: [b, ]\n',
    'a: [, b]\n',
    'a: {b}\n',
    'a: {b: }\n',
    'a:b\n',
    '- a: b\n',
    '- - a\n',
    '-\n',
    'a:\n  - b\n c: d\n',
    'a:\n   b: 1\n  c: 2\n',
    ' a: 1\nb: 2\n',
    'a:\n- b\nc\n',
    'a: 🏀\n',
    '\uFEFFa: 1\n',
    'a: %x\n',
    'a: `x`\n',
    '<<: x\n',
    `${'k'.repeat(2000)}: 1\n`,
    '',
    'a\n',
    'a: "b" c\n',
    'a: [b] c\n',
    'a: 2026-07-01\n',
  ])('leaves %j to the real parser', (text) => {
    expect(readPlainYaml(text)).toBeUndefined();
  });

  test('reads files as the real parser does, however they are mutated', () => {
    const outcomes = { accepted: 0, left: 0 };
    let state = Number(process.env['SEED'] ?? 7);
    const next = (below: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return (state >>> 8) % below;
    };
    const pieces = [
      ...(' \n:#-[]{},\'"&*!|>%@`?~ab1.$/\t'.match(/./gsu) ?? []),
      '  ',
      ': ',
      ' #',
      '- ',
      '\n  ',
      '\n\n',
      'true',
      'null',
      "''",
      '[]',
      '{ a: 1 }',
      ', ',
      '\r\n',
      '---\n',
      'é',
      '_',
      '(',
      '<<: ',
    ];
    const sources = [PLAIN, ...PLAIN.split(/^(?=\w)/mu), ...files].filter((text) => text.length < 3000);
    for (let round = 0; round < Number(process.env['ROUNDS'] ?? 6000); round++) {
      let text = sources[next(sources.length)] ?? '';
      for (let edits = next(4); edits > 0; edits--) {
        const at = next(text.length + 1);
        text = text.slice(0, at) + (next(3) ? (pieces[next(pieces.length)] ?? '') : '') + text.slice(at + next(3));
      }
      const plain = readPlainYaml(text);
      if (plain === undefined) {
        outcomes.left++;
        continue;
      }
      outcomes.accepted++;
      const { failures, problems, value } = parseYaml(text, 'mutated.yaml');
      expect({ text, failures, problems }).toEqual({ text, failures: [], problems: [] });
      expect(canonicalJson(plain), text).toBe(canonicalJson(value));
    }
    expect(outcomes.accepted).toBeGreaterThan(1000);
    expect(outcomes.left).toBeGreaterThan(1000);
  });
});
