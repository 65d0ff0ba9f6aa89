import type { ConsumerUse, Contract, Deprecation, Evidence, Snapshot } from '@rowpact/model';
import { lifecycleStates } from '@rowpact/impact';

/** Where one consumer's code uses what is announced to go, from the registry's root on. */
export function placesOfUse(
  { kind, subject }: Pick<Deprecation, 'kind' | 'subject'>,
  snapshot: Snapshot,
  { consumer, source, scan }: Pick<Contract, 'consumer' | 'source' | 'scan'>,
  use: ConsumerUse,
): readonly Evidence[] {
  const deprecation: Deprecation = {
    ...{ kind, subject, reason: '', replacement: null, since: null, removeAfter: null, cascade: [], dropped: null },
    ...{ users: null, location: { file: '' }, source: 'registry' },
  };
  const version = { name: consumer, source, searchPath: scan.searchPath, deployed: null, use };
  const [status] = lifecycleStates({ deprecations: [deprecation], snapshot, versions: [version], today: '' });
  return (status?.holds ?? []).flatMap((hold) => (hold.kind === 'used' ? hold.evidence : []));
}
