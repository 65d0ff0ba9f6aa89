import {
  DEFAULT_POLICY,
  columnId,
  relationId,
  typeId,
  type Contract,
  type GatePolicy,
  type Producer,
  type ProducerSource,
  DEFAULT_SCAN,
} from '@rowpact/model';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRegistry } from '../read/read-registry.js';
import { newContractYaml } from './new-contract-yaml.js';
import { newProducerYaml } from './new-producer-yaml.js';

const league: Producer = {
  name: 'basketball-api',
  description: null,
  owners: [],
  source: {
    kind: 'migrations',
    folder: 'examples/basketball-api/migrations',
    ignore: [],
    order: null,
    placeholders: {},
  },
  extensions: [],
  policy: DEFAULT_POLICY,
};

const coach: Contract = {
  consumer: 'coach-dashboard',
  producer: 'basketball-api',
  description: null,
  owners: [],
  source: 'examples/coach-dashboard',
  generate: {
    file: 'src/database.gen.ts',
    driver: 'pg',
    expose: null,
    kysely: false,
    arrayElements: 'not null',
    literals: false,
    statements: false,
    zod: false,
    types: [],
    columns: [],
  },
  scan: DEFAULT_SCAN,
  role: null,
  relations: [
    {
      relation: relationId('public', 'players'),
      name: null,
      wildcard: true,
      read: [],
      write: [],
      keep: [],
      expose: null,
    },
  ],
};

const sources: readonly ProducerSource[] = [
  league.source,
  {
    kind: 'migrations',
    folder: '../m',
    ignore: ['*.down.sql', '# x'],
    order: ['a b.sql', "it's.sql"],
    placeholders: { owner: 'league: x', yes: 'true' },
  },
  { kind: 'schema file', file: 'db/schema.sql' },
  { kind: 'database', urlVariable: 'BASKETBALL_DATABASE_URL' },
];

const contracts: readonly Contract[] = [
  coach,
  { ...coach, generate: null, relations: [] },
  {
    ...coach,
    description: 'Line-ups: who plays\nand who does not',
    owners: ['@westside/web', 'Ana'],
    generate: {
      file: 'src/lib/database.gen.ts',
      driver: 'postgres',
      expose: 'all',
      kysely: true,
      arrayElements: 'nullable',
      literals: true,
      statements: true,
      zod: true,
      types: [
        { target: typeId('pg_catalog', 'numeric'), type: 'number', write: null, import: null },
        {
          target: typeId('public', 'e mail'),
          type: 'Email',
          write: 'string | Email',
          import: { from: '$lib/email', name: 'Email' },
        },
        { target: typeId('public', 'numeric'), type: 'Big', write: null, import: null },
      ],
      columns: [{ target: columnId(relationId('a b', 'select'), 'x.y'), type: "'a' | 'b'", write: null, import: null }],
    },
    role: 'app "x"',
    scan: {
      include: ['src/**', 'db/*.{sql,ts}'],
      exclude: ['src/routes/\\[token\\]/**', '**/*.gen.ts'],
      tests: true,
      callers: [
        { name: 'runQuery', argument: 1 },
        { name: 'db.#many', argument: 2 },
        { name: '$', argument: 1 },
      ],
      searchPath: ['$user', 'league', 'a "b"'],
      foreign: ['"a b".*', 'audit.*', 'audit."*"', 'public.sessions'].sort(),
    },
    relations: [
      {
        relation: relationId('a b', 'select'),
        name: 'Pick',
        wildcard: false,
        read: ['"', 'line\nbreak', 'true'],
        write: ['🏀'],
        keep: ['null', 'true', '123', '__proto__', 'a, b'].sort(),
        expose: 'contracted',
      },
      {
        relation: relationId('public', 'a.b'),
        name: null,
        wildcard: false,
        read: [],
        write: [],
        keep: [],
        expose: null,
      },
      {
        relation: relationId('public', '__proto__'),
        name: null,
        wildcard: false,
        read: ['__proto__'],
        write: [],
        keep: [],
        expose: null,
      },
    ],
  },
];

describe('a template', () => {
  test.each(sources.map((source) => ({ kind: source.kind, source })))(
    'of a producer with a $kind source reads as what it was made from',
    async ({ source }) => {
      const producer = {
        ...league,
        source,
        description: 'The league',
        owners: ['@westside/data'],
        extensions: [
          { extension: 'postgis', types: ['geometry'], functions: ['st_x(geometry) returns double precision'] },
        ],
      };
      expect(await roundTrip(producer, null)).toEqual({ producer, contract: undefined });
      const policy: GatePolicy = {
        drops: 'two-phase',
        graceDays: 0,
        rollbackVersions: 3,
        levels: { 'column-added': 'note', 'may break': 'warning' },
        approvers: ['@westside/data', 'Ana'],
      };
      expect((await roundTrip({ ...league, source, policy }, null)).producer?.policy).toEqual(policy);
      expect(await roundTrip({ ...league, source }, null)).toMatchObject({ producer: { ...league, source } });
    },
  );

  test.each(contracts.map((contract, index) => ({ index, contract })))(
    'of contract $index reads as what it was made from',
    async ({ contract }) => {
      expect((await roundTrip(league, contract)).contract).toEqual(contract);
    },
  );

  test('has a first line by which editors find the schema, and suggestions to uncomment', async () => {
    const lines = newContractYaml(coach).split('\n');
    expect(lines[0]).toBe('# yaml-language-server: $schema=../../.schemas/contract.schema.json');
    expect(newProducerYaml(league).split('\n')[0]).toBe(
      '# yaml-language-server: $schema=../.schemas/producer.schema.json',
    );
    const uncomment = (text: string): string => text.replace(/^( *)# (\w+: [{["\w].*[}\]\w])$/gmu, '$1$2');
    const texts = { producer: uncomment(newProducerYaml(league)), contract: uncomment(newContractYaml(coach)) };
    expect(await read(texts.producer, texts.contract)).toMatchObject({
      producer: {
        owners: ['@westside/data'],
        extensions: [{ extension: 'postgis' }],
        policy: { drops: 'two-phase', graceDays: 30 },
      },
      contract: {
        role: 'westside_app',
        owners: ['@westside/web'],
        scan: { exclude: ['scripts/**'], callers: [{ name: 'runQuery', argument: 1 }] },
        generate: { expose: 'contracted', types: [{ target: 'pg_catalog.numeric' }] },
      },
    });
  });
});

function roundTrip(producer: Producer, contract: Contract | null): ReturnType<typeof read> {
  return read(newProducerYaml(producer), contract && newContractYaml(contract));
}

async function read(
  producer: string,
  contract: string | null,
): Promise<{ readonly producer: Producer | undefined; readonly contract: Contract | undefined }> {
  const root = mkdtempSync(join(tmpdir(), 'rowpact-template-'));
  const folder = join(root, 'registry/basketball-api');
  mkdirSync(join(folder, 'consumers'), { recursive: true });
  writeFileSync(join(folder, 'producer.yaml'), producer);
  if (contract !== null) writeFileSync(join(folder, 'consumers/coach-dashboard.yaml'), contract);
  const [entry] = (await readRegistry(join(root, 'registry'))).producers;
  rmSync(root, { recursive: true });
  return { producer: entry?.producer, contract: entry?.contracts[0]?.contract };
}
