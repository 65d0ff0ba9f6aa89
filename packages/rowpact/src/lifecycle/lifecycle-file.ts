import { parseLifecycle, readLifecycle, type RegisteredLifecycle } from '@rowpact/registry/lifecycle';
import { type RegistryPlace } from '../producer-schema.js';
import { withPlacesFrom } from '../registry-in-use.js';

/** A producer's `lifecycle.yaml`, its places from the registry's root on. */
export async function lifecycleFile(
  { root, directory }: RegistryPlace,
  producer: string,
): Promise<RegisteredLifecycle> {
  const { text, path } = await withPlacesFrom(root, () => readLifecycle(directory, producer));
  return parseLifecycle(text, path, path);
}
