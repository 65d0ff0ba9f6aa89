import {
  byCodeUnit,
  parseRelationId,
  type ColumnId,
  type Contract,
  type ContractRelation,
  DEFAULT_SCAN,
  type GenerateSettings,
  type ScanSettings,
  type TypeId,
  type TypeOverride,
} from '@rowpact/model';
import type { ContractDocument } from '../schema/contract-schema.js';
import { parseDatabaseType } from './database-type-name.js';
import { parseForeignName } from './foreign-name.js';
import { parseColumnId } from './parse-column-id.js';
import { normalPath } from './relative-path.js';

/** A checked contract as the model has it: names as ids, paths in one spelling, everything sorted. */
export function toContract(document: ContractDocument): Contract {
  return {
    consumer: document.consumer,
    producer: document.producer,
    description: document.description ?? null,
    owners: document.owners ?? [],
    source: normalPath(document.source),
    generate: document.generate ? toSettings(document.generate) : null,
    scan: document.scan ? toScan(document.scan) : DEFAULT_SCAN,
    role: document.role ?? null,
    relations: [...document.relations].map(toRelation).sort((a, b) => byCodeUnit(a.relation, b.relation)),
  };
}

function toSettings(generate: NonNullable<ContractDocument['generate']>): GenerateSettings {
  return {
    file: normalPath(generate.file),
    driver: generate.driver,
    expose: generate.expose ?? null,
    kysely: generate.kysely ?? false,
    arrayElements: generate.arrayElements ?? 'not null',
    literals: generate.literals ?? false,
    statements: generate.statements ?? false,
    zod: generate.zod ?? false,
    types: toOverrides(generate.types, parseDatabaseType),
    columns: toOverrides(generate.columns, parseColumnId),
  };
}

function toScan(scan: NonNullable<ContractDocument['scan']>): ScanSettings {
  return {
    include: scan.include ?? [],
    exclude: scan.exclude ?? [],
    tests: scan.tests ?? false,
    callers: (scan.callers ?? []).map((caller) =>
      typeof caller === 'string'
        ? { name: caller, argument: 1 }
        : { name: caller.name, argument: caller.argument ?? 1 },
    ),
    searchPath: scan.searchPath ?? [],
    foreign: (scan.foreign ?? []).map((name) => checked(parseForeignName(name), name)).sort(byCodeUnit),
  };
}

type OverrideDocuments = NonNullable<ContractDocument['generate']>['types'];

function toOverrides<Target extends TypeId | ColumnId>(
  overrides: OverrideDocuments,
  parse: (name: string) => Target | null,
): readonly TypeOverride<Target>[] {
  return [...(overrides ?? [])]
    .map(([name, override]) => {
      const settings = typeof override === 'string' ? { type: override } : override;
      const target = checked(parse(name), name);
      return { target, type: settings.type, write: settings.write ?? null, import: settings.import ?? null };
    })
    .sort((a, b) => byCodeUnit(a.target, b.target));
}

type RelationDocument = ContractDocument['relations'] extends ReadonlyMap<string, infer Value> ? Value : never;

function toRelation([key, relation]: readonly [string, RelationDocument]): ContractRelation {
  const read = relation.read === '*' ? ['*'] : (relation.read ?? []);
  return {
    relation: checked(parseRelationId(key), key),
    name: relation.name ?? null,
    wildcard: relation.wildcard === true || read.includes('*'),
    read: read.filter((column) => column !== '*').sort(byCodeUnit),
    write: [...(relation.write ?? [])].sort(byCodeUnit),
    keep: [...(relation.keep ?? [])].sort(byCodeUnit),
    expose: relation.expose ?? null,
  };
}

function checked<Value>(value: Value | null, name: string): Value {
  if (value === null) throw new TypeError(`a name that is none passed the rules: ${name}`);
  return value;
}
