import { byCodeUnit, type ConsumerReport, type ConsumerUse, type DriverName } from '@rowpact/model';
import type { RegisteredContract, RegisteredProducer, Registry } from '@rowpact/registry';
import { readStatements } from '@rowpact/registry/statements';
import { isAbout, type RowpactOptions } from '../options.js';
import { presentConsumers } from '../present-consumers.js';
import type { ProducerSchema } from '../producer-schema.js';
import { consumerReport } from '../scan.js';
import { findUses } from '../use/find-uses.js';
import type { CheckOptions } from './check-options.js';
import type { UnscannedConsumer } from './unscanned-findings.js';

/** One consumer, or one version of it that runs somewhere, whose statements are asked about. */
export interface AskedConsumer {
  readonly name: string;
  readonly source: string;
  readonly role: string | null;
  readonly searchPath: readonly string[];
  readonly driver: DriverName | null;
  readonly typed: boolean;
  readonly deployed: { readonly sha: string; readonly environment: string } | null;
  readonly use: ConsumerUse;
}

/** Who is asked about, and who could not be. */
export interface AskedConsumers {
  readonly consumers: readonly AskedConsumer[];
  /** Registered, not here, and never scanned: nobody knows what they use. */
  readonly unscanned: readonly UnscannedConsumer[];
  readonly reports: readonly ConsumerReport[];
  readonly notes: readonly string[];
}

export const NOBODY: AskedConsumers = { consumers: [], unscanned: [], reports: [], notes: [] };

/**
 * What each registered consumer uses: its code where it is here (asked against the schema before the change), else the record that
 * travels in the registry. With `recorded` the records are taken for all.
 */
export async function askedConsumers(
  registry: Registry,
  entry: RegisteredProducer,
  before: ProducerSchema,
  options: CheckOptions,
): Promise<AskedConsumers> {
  const { present, absent } = options.recorded
    ? { present: [], absent: chosen(entry, options) }
    : await presentConsumers(registry, entry, options);
  const scanned = await findUses(registry, present, before, options);
  const fromRecords = await recordedConsumers(registry, absent);
  const consumers = [...scanned.map(({ entry: contract, use }) => asked(contract, use)), ...fromRecords.consumers];
  return {
    consumers: consumers.sort((left, right) => byCodeUnit(left.name, right.name)),
    unscanned: fromRecords.unscanned,
    reports: scanned.map(consumerReport),
    notes: scanned.flatMap(({ notes }) => notes),
  };
}

/** What the registry recorded of these consumers: neither their code nor an engine is needed. */
export async function recordedConsumers(
  registry: Registry,
  contracts: readonly RegisteredContract[],
): Promise<Pick<AskedConsumers, 'consumers' | 'unscanned'>> {
  const records = await Promise.all(contracts.map((contract) => recordedUse(registry, contract)));
  return {
    consumers: records.flatMap(({ contract, use }) => (use === null ? [] : [asked(contract, use)])),
    unscanned: records.flatMap(({ contract, use }) => (use === null ? [{ entry: contract, deployed: null }] : [])),
  };
}

function chosen({ contracts }: RegisteredProducer, options: RowpactOptions): readonly RegisteredContract[] {
  return contracts.filter(({ contract }) => isAbout(options, contract.consumer));
}

async function recordedUse(
  registry: Registry,
  contract: RegisteredContract,
): Promise<{ readonly contract: RegisteredContract; readonly use: ConsumerUse | null }> {
  const { producer, consumer } = contract.contract;
  return { contract, use: await readStatements(registry.directory, producer, consumer) };
}

/** A consumer as its contract has it, with what it uses. */
export function asked({ contract }: RegisteredContract, use: ConsumerUse): AskedConsumer {
  return {
    name: contract.consumer,
    source: contract.source,
    role: contract.role,
    searchPath: contract.scan.searchPath,
    driver: contract.generate?.driver ?? null,
    typed: contract.generate !== null,
    deployed: null,
    use,
  };
}
