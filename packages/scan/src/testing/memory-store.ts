import type { ByteStore } from '@rowpact/model';

/** A store in memory that counts what is written to it. */
export interface MemoryByteStore extends ByteStore {
  readonly bodies: Map<string, Uint8Array>;
  writes: number;
}

export function memoryStore(): MemoryByteStore {
  const bodies = new Map<string, Uint8Array>();
  const store: MemoryByteStore = {
    bodies,
    writes: 0,
    read: (key) => Promise.resolve(bodies.get(key) ?? null),
    write: (key, body) => {
      bodies.set(key, body);
      store.writes += 1;
      return Promise.resolve();
    },
  };
  return store;
}
