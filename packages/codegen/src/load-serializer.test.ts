import { createRequire } from 'node:module';
import type { ColumnId } from '@rowpact/model';
import { expect, it } from 'vitest';
import { generateModule } from './generate-module.js';
import { builtinType, column, contractOnAll, relation, snapshotOf } from './testing/league.js';

// In a file of its own: what a process has loaded is the same for all tests of a file, and they run in this order.
const require = createRequire(import.meta.url);
const relations = [relation('teams', [column('name', builtinType('text'))])];

function loaded(name: string): boolean {
  return Object.keys(require.cache).some((path) => path.replaceAll('\\', '/').includes(`/node_modules/${name}/`));
}

it('generating loads kysely-codegen, but neither typescript nor kysely', () => {
  const { text } = generateModule(contractOnAll(relations, { kysely: true }), snapshotOf(relations));
  expect(text).toContain('name: string;');
  expect(['kysely-codegen', 'typescript', 'kysely'].filter(loaded)).toEqual(['kysely-codegen']);
});

it('an override loads typescript', () => {
  const columns = [{ target: 'public.teams.name' as ColumnId, type: 'TeamName | null', write: null, import: null }];
  expect(generateModule(contractOnAll(relations, { columns }), snapshotOf(relations)).text).toContain(
    'TeamName | null',
  );
  expect(['typescript', 'kysely'].filter(loaded)).toEqual(['typescript']);
});

it('whoever else loads what is deferred gets the real thing', () => {
  const transformer: unknown = require('kysely-codegen/dist/generator/transformer/transformer.js');
  const { serializeFromMetadata, EnumCollection, PostgresDialect } = require('kysely-codegen') as {
    readonly serializeFromMetadata: (options: object) => string;
    readonly EnumCollection: new () => object;
    readonly PostgresDialect: new () => object;
  };
  expect(Object.keys(transformer as object)).toEqual(['transform']);
  const metadata = { tables: [], enums: new EnumCollection() };
  // kysely-codegen's own way through the serializer that was loaded with the stand-ins.
  expect(serializeFromMetadata({ dialect: new PostgresDialect(), metadata })).toContain('export interface DB {}');
});
