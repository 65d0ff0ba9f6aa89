import envPaths from 'env-paths';

/**
 * Where the cache goes: `ROWPACT_CACHE_DIR` where it is set, else the system's own place for such things.
 * @param environment - the process's variables.
 */
export function defaultCacheDirectory(environment: Readonly<Record<string, string | undefined>>): string {
  const chosen = environment['ROWPACT_CACHE_DIR'];
  return chosen === undefined || chosen === '' ? envPaths('rowpact', { suffix: '' }).cache : chosen;
}
