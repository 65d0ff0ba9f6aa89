import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { byCodeUnit } from '@rowpact/model';

/** Names of the producers in a registry that may not be there yet, or may have mistakes: nothing is read but the folders. */
export async function registeredProducers(directory: string): Promise<readonly string[]> {
  const names = await readdir(directory).catch(() => []);
  const isProducer = await Promise.all(names.map((name) => exists(join(directory, name, 'producer.yaml'))));
  return names.filter((_, index) => isProducer[index]).sort(byCodeUnit);
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
