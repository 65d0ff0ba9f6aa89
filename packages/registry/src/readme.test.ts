import { DEFAULT_POLICY, columnId, relationId, type Contract, type Producer, DEFAULT_SCAN } from '@rowpact/model';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { editYaml } from './edit/index.js';
import { applyFileChanges, newContractYaml, newProducerYaml, readRegistry, registrySchemaFiles } from './index.js';

const players = relationId('public', 'players');
const producer: Producer = {
  name: 'basketball-api',
  description: null,
  owners: [],
  source: { kind: 'schema file', file: 'schema.sql' },
  extensions: [],
  policy: DEFAULT_POLICY,
};
const contract: Contract = {
  consumer: 'coach-dashboard',
  producer: 'basketball-api',
  description: null,
  owners: [],
  source: '.',
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
    columns: [{ target: columnId(players, 'id'), type: 'PlayerId', write: null, import: null }],
  },
  scan: DEFAULT_SCAN,
  role: null,
  relations: [
    { relation: players, name: null, wildcard: false, read: ['id', 'team_id'], write: [], keep: [], expose: null },
  ],
};

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rowpact-readme-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('the example of the README takes a column out of a contract', async () => {
  // README
  await applyFileChanges(root, [
    ...registrySchemaFiles(),
    { path: 'registry/basketball-api/producer.yaml', content: newProducerYaml(producer) },
    { path: 'registry/basketball-api/consumers/coach-dashboard.yaml', content: newContractYaml(contract) },
  ]);

  const registry = await readRegistry(`${root}/registry`);
  for (const { path, text, contract, pathOf } of registry.producers.flatMap((entry) => entry.contracts)) {
    for (const { relation } of contract.relations) {
      const column = pathOf({ relation, column: 'team_id' });
      if (column) await applyFileChanges(root, [{ path, content: editYaml(text, [{ path: column, remove: true }]) }]);
    }
  }
  // end
  const [entry] = (await readRegistry(`${root}/registry`)).producers;
  expect(entry?.contracts[0]?.contract.relations[0]?.read).toEqual(['id']);
  expect(entry?.contracts[0]?.text).toBe(newContractYaml(contract).replace('[id, team_id]', '[id]'));
});

test('the README shows the example that is run here', () => {
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
  const shown = /```ts\n(.*?)```/su.exec(readme)?.[1]?.replace(/^import .*\n+/gmu, '');
  const run = /\/\/ README\n(.*?) *\/\/ end/su.exec(readFileSync(import.meta.filename, 'utf8'))?.[1];
  expect(run?.replace(/^ {2}/gmu, '')).toBe(shown);
});
