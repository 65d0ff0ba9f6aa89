import {
  displayName,
  type Contract,
  type ContractRelation,
  type GenerateSettings,
  type ScanSettings,
  type TypeOverride,
} from '@rowpact/model';
import type { ColumnId, TypeId } from '@rowpact/model';
import type { YamlValue } from '../edit/yaml-edit.js';
import { entry, mapEntry, suggestion } from './yaml-lines.js';

/** A first contract of a consumer, with the comments that a newcomer needs; reading it answers the same contract. */
export function newContractYaml(contract: Contract): string {
  const lines = [
    '# yaml-language-server: $schema=../../.schemas/contract.schema.json',
    `# What one consumer uses of the producer's database. Paths start at the folder that holds registry/.`,
    'version: 1',
    ...entry(null, 'consumer', contract.consumer),
    ...entry(null, 'producer', contract.producer),
    ...(contract.description === null ? [] : entry(null, 'description', contract.description)),
    ...owners(contract.owners),
    ...entry("The consumer's folder.", 'source', contract.source),
    '',
    ...(contract.generate ? generate(contract.generate) : noGenerate()),
    '',
    ...scan(contract.scan),
    '',
    ...role(contract.role),
    '',
    ...relations(contract.relations),
  ];
  return `${lines.join('\n')}\n`;
}

function owners(names: readonly string[]): readonly string[] {
  const comment = 'Whom to ask before something breaks this consumer.';
  return names.length > 0 ? entry(comment, 'owners', names) : suggestion(comment, 'owners: ["@westside/web"]');
}

function generate(settings: GenerateSettings): readonly string[] {
  const { file, driver, expose, kysely, arrayElements, literals, statements, zod, types, columns } = settings;
  const exposeComment =
    'Which columns the row types have: contracted (those named below) or all. Without it: all for a relation with wildcard.';
  const typesComment = 'TypeScript types by database type.';
  return [
    '# The row types to write.',
    'generate:',
    ...entry("The module, relative to the consumer's folder.", 'file', file, '  '),
    ...entry('The driver whose parsing the types describe: pg or postgres.', 'driver', driver, '  '),
    ...(expose === null
      ? suggestion(exposeComment, 'expose: contracted', '  ')
      : entry(exposeComment, 'expose', expose, '  ')),
    ...(kysely ? entry("Kysely's Database interface too.", 'kysely', true, '  ') : []),
    ...(arrayElements === 'nullable'
      ? entry('Elements of arrays may be null.', 'arrayElements', arrayElements, '  ')
      : []),
    ...(literals ? entry('Text that can only be one of a few values is a union of them.', 'literals', true, '  ') : []),
    ...(statements ? entry('The types of the SQL where it is run, in a second module.', 'statements', true, '  ') : []),
    ...(zod ? entry('zod schemas too, in a module of their own.', 'zod', true, '  ') : []),
    ...(types.length === 0
      ? suggestion(typesComment, 'types: { numeric: number }', '  ')
      : entry(typesComment, 'types', overrides(types), '  ')),
    ...(columns.length === 0 ? [] : entry('TypeScript types by column.', 'columns', overrides(columns), '  ')),
  ];
}

function noGenerate(): readonly string[] {
  return suggestion(
    'Row types to write; without this part there are none.',
    'generate: { file: src/database.gen.ts, driver: pg }',
  );
}

function scan({ include, exclude, tests, callers, searchPath, foreign }: ScanSettings): readonly string[] {
  const comment = "Where the consumer's SQL stands; without this part in any of its files but the tests.";
  const settings = {
    ...(include.length > 0 ? { include } : {}),
    ...(exclude.length > 0 ? { exclude } : {}),
    ...(tests ? { tests } : {}),
    ...(callers.length > 0
      ? { callers: callers.map(({ name, argument }) => (argument === 1 ? name : { name, argument })) }
      : {}),
    ...(searchPath.length > 0 ? { searchPath } : {}),
    ...(foreign.length > 0 ? { foreign: foreign } : {}),
  };
  return Object.keys(settings).length > 0
    ? entry(comment, 'scan', settings)
    : suggestion(comment, 'scan: { exclude: [scripts/**], callers: [runQuery] }');
}

function role(name: string | null): readonly string[] {
  const comment = 'The database role of its connection; without it no rights are looked at.';
  return name === null ? suggestion(comment, 'role: westside_app') : entry(comment, 'role', name);
}

function overrides(of: readonly TypeOverride<TypeId | ColumnId>[]): YamlValue {
  return Object.fromEntries(
    of.map(({ target, type, write, import: from }): [string, YamlValue] => {
      const more = {
        ...(write === null ? {} : { write }),
        ...(from === null ? {} : { import: { from: from.from, name: from.name } }),
      };
      return [target, Object.keys(more).length === 0 ? type : { type, ...more }];
    }),
  );
}

function relations(of: readonly ContractRelation[]): readonly string[] {
  const comment = [
    '# What the consumer reads and writes, columns as the catalog spells them. wildcard: true means every column, now and',
    '# later (SELECT *); naming the columns lets the producer change the others.',
  ];
  const entries = of.map((relation) => entry(null, displayName(relation.relation), relationValue(relation), '  '));
  return [...comment, ...mapEntry('relations', entries)];
}

function relationValue({ wildcard, read, write, keep, name, expose }: ContractRelation): YamlValue {
  return {
    ...(wildcard ? { wildcard } : {}),
    ...(read.length > 0 ? { read } : {}),
    ...(write.length > 0 ? { write } : {}),
    ...(keep.length > 0 ? { keep } : {}),
    ...(name === null ? {} : { name }),
    ...(expose === null ? {} : { expose }),
  };
}
