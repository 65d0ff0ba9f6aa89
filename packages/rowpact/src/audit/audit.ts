import { readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { type Agreement, fail, type Finding, type Report } from '@rowpact/model';
import type { Registry } from '@rowpact/registry';
import { type ReadUseList, readUseList, type UseList } from '@rowpact/registry/list';
import type { RowpactOptions } from '../options.js';
import { presentConsumers } from '../present-consumers.js';
import { producerSchema, type ProducerSchema, revisionInUse } from '../producer-schema.js';
import { chosenProducers, registryInUse } from '../registry-in-use.js';
import { consumerReport } from '../scan.js';
import { columnUses } from '../use/column-uses.js';
import { findUses } from '../use/find-uses.js';
import type { FoundUse } from '../use/found-use.js';
import { fromRoot, plainLocation } from '../use/located.js';
import { compareList, type CompareResult } from './compare-list.js';
import { staleRowTypes } from './stale-row-types.js';

export interface AuditOptions extends RowpactOptions {
  /** A list written by hand, absolute or relative to `cwd`; each consumer's own contract where it is left out. */
  readonly list?: string | undefined;
}

/** What came of one consumer. */
interface AuditedConsumer extends CompareResult {
  readonly notes: readonly string[];
}

/** A list as it was read, and the path that findings name it by. */
interface NamedList {
  readonly list: ReadUseList;
  readonly path: string;
}

/** Compares a list of shared tables, or each consumer's contract, with what the consumers' code uses. Writes nothing. */
export async function audit(options: AuditOptions): Promise<Report> {
  const registry = await registryInUse(options);
  const list = options.list === undefined ? null : await readList(registry, options.list, options);
  const producers: ProducerSchema[] = [];
  const found: FoundUse[] = [];
  const results: AuditedConsumer[] = [];
  const notes: string[] = [];
  for (const entry of chosenProducers(registry, options)) {
    const schema = await producerSchema(
      registry,
      entry.producer,
      await revisionInUse(registry, entry, options, true),
      options,
    );
    const { present, absent } = await presentConsumers(registry, entry, options);
    const uses = await findUses(registry, present, schema, options);
    for (const use of uses) results.push(await auditOne(use, schema, list, uses.length, options));
    producers.push(schema);
    found.push(...uses);
    notes.push(
      ...schema.notes,
      ...absent.map(({ contract }) => `${contract.consumer} is not here: it was not looked at`),
    );
  }
  return {
    command: 'audit',
    producers: producers.map(({ report }) => report),
    files: [],
    consumers: found.map(consumerReport),
    exact: results.flatMap(({ exact }): readonly Agreement[] => exact),
    findings: results.flatMap(({ findings }) => findings),
    failures: [],
    notes: [
      ...notes,
      ...unreadCells(list),
      ...found.flatMap((use) => use.notes),
      ...results.flatMap((one) => one.notes),
    ],
  };
}

async function auditOne(
  use: FoundUse,
  { snapshot }: ProducerSchema,
  list: NamedList | null,
  consumers: number,
  options: AuditOptions,
): Promise<AuditedConsumer> {
  const { contract, text, path } = use.entry;
  const { list: whole, path: listPath } = list ?? { list: readUseList(text, path), path };
  const own = list === null ? whole : listFor(whole, contract.consumer, consumers, listPath);
  const uses = columnUses(use.use, contract.source);
  const compared = compareList({ list: own, listPath, contract, relations: use.relations, uses, snapshot });
  const stale = await staleRowTypes(use, snapshot, options);
  const findings = [...compared.findings, ...stale.findings, ...use.findings, ...unknownUses(use)];
  return { ...compared, findings, notes: stale.notes };
}

async function readList({ root }: Registry, list: string, { cwd }: AuditOptions): Promise<NamedList> {
  const absolute = resolve(cwd, list);
  const path = relative(root, absolute).replaceAll('\\', '/');
  const text = await readFile(absolute, 'utf8').catch((error: unknown) =>
    fail({
      code: 'file-unreadable',
      message: `the list ${list} cannot be read: ${error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'}`,
      hint: 'name a contract YAML or a Markdown file with --list',
      location: { file: path },
    }),
  );
  return { list: readUseList(text, path), path };
}

/** Cells in which no name was recognised: what they say was not compared. */
function unreadCells(list: NamedList | null): readonly string[] {
  return (list?.list.unread ?? []).map(({ text, location }) => {
    return `${list?.path ?? ''}:${location.line}: no name was recognised in ${JSON.stringify(text)}`;
  });
}

/** The rows of a list that are about one consumer. */
function listFor({ tables }: UseList, consumer: string, consumers: number, path: string): UseList {
  const own = tables.filter((table) => table.consumer === null || mentions(table.consumer, consumer));
  if (consumers > 1 && tables.some((table) => table.consumer === null)) {
    return fail({
      code: 'usage',
      message: `${path} does not say which consumer uses which table, and several are registered`,
      hint: 'name the consumer with --consumer NAME',
    });
  }
  return { tables: own };
}

/** A cell may name several services. */
function mentions(cell: string, consumer: string): boolean {
  return cell.split(/[\s,;/]+/u).some((word) => word.replace(/^[`*_]+|[`*_]+$/gu, '') === consumer);
}

/** What could not be looked into: an audit that passes over it would say more than it knows. */
function unknownUses({ entry, use }: FoundUse): readonly Finding[] {
  const { consumer, producer, source } = entry.contract;
  const base = { kind: 'unknown-use', producer, consumer } as const;
  return [
    ...use.blinds.map(({ place, reason, detail }) => ({
      ...base,
      location: fromRoot(source, plainLocation(place)),
      reason,
      detail,
    })),
    ...use.unreadable.map(({ location, reason }) => ({
      ...base,
      location: fromRoot(source, location),
      reason: 'unreadable file',
      detail: reason,
    })),
  ];
}
