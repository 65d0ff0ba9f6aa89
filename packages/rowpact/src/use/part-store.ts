import type { ByteStore } from '@rowpact/model';
import { defaultCacheDirectory, openCache } from '@rowpact/postgres';
import type { RowpactOptions } from '../options.js';

/** What a part keeps between runs, in our one cache folder; null where the user wants nothing kept. */
export function partStore(
  kind: 'analysis' | 'scan' | 'texts' | 'verdict',
  { env, cache = true }: Pick<RowpactOptions, 'env' | 'cache'>,
): ByteStore | null {
  const opened = openCache({ directory: defaultCacheDirectory(env), enabled: cache });
  if (!opened.enabled) return null;
  return { read: (key) => opened.read(kind, key), write: (key, body) => opened.write(kind, key, body) };
}
