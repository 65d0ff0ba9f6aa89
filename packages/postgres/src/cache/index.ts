// `@rowpact/postgres/cache`: what earlier runs left, without the engine and all that comes with it.
export {
  type Cache,
  type CacheDescription,
  type CacheOptions,
  clearCache,
  describeCache,
  openCache,
} from '../engine/cache.js';
export { defaultCacheDirectory } from '../engine/cache-directory.js';
