import type { Approval, CheckedRemoval, Deprecation, ImpactFinding } from '@rowpact/model';
import {
  judgeLifecycle,
  type LifecycleQuestion,
  mergeDeprecations,
  removalsIn,
  type VersionInUse,
} from '@rowpact/impact';
import type { RegisteredProducer, Registry } from '@rowpact/registry';
import { parseLifecycle, type RegisteredLifecycle } from '@rowpact/registry/lifecycle';
import { lifecycleFile } from '../lifecycle/lifecycle-file.js';
import type { AskedConsumers } from './asked-consumers.js';
import type { CheckOptions } from './check-options.js';
import type { ComparedProducer } from './compare-producer.js';
import type { DeployedVersions } from './deployed-versions.js';

/** What the two-phase drop asks of the producer, and what was announced and approved. */
export interface CheckedLifecycle {
  readonly findings: readonly ImpactFinding[];
  /** What the pending migrations take away. */
  readonly removals: readonly CheckedRemoval[];
  readonly file: RegisteredLifecycle;
  /** Approvals that were there before this change set; null where nobody could look. */
  readonly approvalsBefore: readonly Approval[] | null;
}

/** Holds the pending drops against what was announced before and is announced now. */
export async function lifecycleFindings(
  registry: Registry,
  { producer }: RegisteredProducer,
  compared: ComparedProducer,
  seen: { readonly asked: AskedConsumers; readonly deployed: DeployedVersions },
  { today }: CheckOptions,
): Promise<CheckedLifecycle> {
  const file = await lifecycleFile(registry, producer.name);
  const before = await fileAtBase(compared, file);
  const location = { file: file.path };
  const announcedBefore: readonly Deprecation[] | null =
    before && mergeDeprecations(before.lifecycle, compared.before.snapshot, location);
  const question: LifecycleQuestion = {
    producer: producer.name,
    changes: compared.changes,
    before: compared.before.snapshot,
    after: compared.after.snapshot,
    announcedBefore,
    announced: mergeDeprecations(file.lifecycle, compared.after.snapshot, location),
    versions: versionsInUse(seen),
    policy: producer.policy,
    today,
    location,
  };
  return {
    findings: judgeLifecycle(question),
    removals: removalsIn(question),
    file,
    approvalsBefore: before?.lifecycle.approvals ?? null,
  };
}

/** Only git knows what the file said before; without it nobody could look. */
async function fileAtBase(
  { tree }: ComparedProducer,
  { path }: RegisteredLifecycle,
): Promise<RegisteredLifecycle | null> {
  if (tree === null) return null;
  const bytes = await tree.read(path);
  return parseLifecycle(bytes === null ? '' : Buffer.from(bytes).toString('utf8'), path, path);
}

/** Everything that may use what is announced to go, also what nobody could look into. */
export function versionsInUse({
  asked,
  deployed,
}: {
  readonly asked: Pick<AskedConsumers, 'consumers' | 'unscanned'>;
  readonly deployed: Pick<DeployedVersions, 'consumers' | 'unscanned'>;
}): readonly VersionInUse[] {
  const unknown = [...asked.unscanned, ...deployed.unscanned].map(({ entry: { contract }, deployed: version }) => ({
    ...{ name: contract.consumer, source: contract.source, searchPath: contract.scan.searchPath },
    ...{ deployed: version, use: null },
  }));
  return [...asked.consumers, ...deployed.consumers, ...unknown];
}
