import type { CheckedDeployment } from '@rowpact/model';
import type { RegisteredProducer, Registry } from '@rowpact/registry';
import { eligibleVersions, readDeployedUse, readDeployments } from '@rowpact/registry/deployments';
import { isAbout, type RowpactOptions } from '../options.js';
import { asked, type AskedConsumer } from './asked-consumers.js';
import type { UnscannedConsumer } from './unscanned-findings.js';

/** Every version of every consumer that runs somewhere, or that a rollback may bring back. */
export interface DeployedVersions {
  readonly consumers: readonly AskedConsumer[];
  readonly unscanned: readonly UnscannedConsumer[];
  /** By consumer. */
  readonly checked: ReadonlyMap<string, readonly CheckedDeployment[]>;
  readonly notes: readonly string[];
}

export const NOTHING_DEPLOYED: DeployedVersions = { consumers: [], unscanned: [], checked: new Map(), notes: [] };

/**
 * Reads what was recorded with `rowpact deployed`. @throws FailureError (`deployment-invalid`) where a record is gone or was
 * changed: what runs is then not known.
 */
export async function deployedVersions(
  registry: Registry,
  { producer, contracts }: RegisteredProducer,
  options: RowpactOptions,
): Promise<DeployedVersions> {
  const { versions } = await readDeployments(registry.directory, producer.name);
  const consumers: AskedConsumer[] = [];
  const notes: string[] = [];
  const checked = new Map<string, CheckedDeployment[]>();
  for (const version of eligibleVersions(versions, producer.policy)) {
    const { consumer, sha, environment } = version;
    if (!isAbout(options, consumer)) continue;
    const entry = contracts.find(({ contract }) => contract.consumer === consumer);
    if (entry === undefined) {
      notes.push(`${consumer} runs in ${environment} and is not registered any more: its versions were not looked at`);
      continue;
    }
    const use = await readDeployedUse(registry.directory, producer.name, version);
    consumers.push({ ...asked(entry, use), deployed: { sha, environment } });
    const list = checked.get(consumer) ?? [];
    checked.set(consumer, [...list, { environment, sha, statements: use.statements.length }]);
  }
  return { consumers, unscanned: [], checked, notes };
}
