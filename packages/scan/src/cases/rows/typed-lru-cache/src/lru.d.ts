declare module 'lru-cache' {
  export class LRUCache<K, V> {
    constructor(options: { max: number });
    set(key: K, value: V): this;
    get(key: K): V | undefined;
    peek(key: K): V | undefined;
    fetch(key: K): Promise<V | undefined>;
    dump(): readonly [K, { value: V }][];
  }
}
