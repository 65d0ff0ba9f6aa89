import type { Deprecation, Snapshot } from '@rowpact/model';
import { mergeDeprecations } from '@rowpact/impact';
import type { RegisteredProducer, Registry } from '@rowpact/registry';
import { readLifecycle } from '@rowpact/registry/lifecycle';
import { withPlacesFrom } from '../registry-in-use.js';

/** Everything of a producer that is announced to go, in its `lifecycle.yaml` and in the comments of its schema. */
export async function announcedIn(
  { root, directory }: Pick<Registry, 'root' | 'directory'>,
  { producer }: Pick<RegisteredProducer, 'producer'>,
  snapshot: Snapshot,
): Promise<readonly Deprecation[]> {
  const { lifecycle, path } = await withPlacesFrom(root, () => readLifecycle(directory, producer.name));
  return mergeDeprecations(lifecycle, snapshot, { file: path });
}
