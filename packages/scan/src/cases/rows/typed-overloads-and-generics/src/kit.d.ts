declare module 'data-kit' {
  export function first<T>(list: readonly T[]): T;
  export function first<T>(list: readonly T[], count: number): T[];
  export function keyed<T, K extends keyof T>(list: readonly T[], key: K): Record<string, T>;
  export function named<T extends { full_name: string }>(row: T): string;
  export function peek(row: object): string;
  export class Loader<K, V> {
    constructor(batch: (keys: readonly K[]) => Promise<readonly V[]>);
    load(key: K): Promise<V>;
    clear(key: K): this;
  }
}
