import type { Deprecation, Snapshot } from '@rowpact/model';
import { mergeDeprecations } from '@rowpact/impact';
import type { RegisteredProducer, Registry } from '@rowpact/registry';
import { lifecycleFile } from './lifecycle-file.js';

/** Everything of a producer that is announced to go, in its `lifecycle.yaml` and in the comments of its schema. */
export async function announcedIn(
  registry: Pick<Registry, 'root' | 'directory'>,
  { producer }: Pick<RegisteredProducer, 'producer'>,
  snapshot: Snapshot,
): Promise<readonly Deprecation[]> {
  const { lifecycle, path } = await lifecycleFile(registry, producer.name);
  return mergeDeprecations(lifecycle, snapshot, { file: path });
}
