declare module 'ramda' {
  export function map<T, U>(fn: (x: T) => U): (list: readonly T[]) => U[];
  export function map<T, U>(fn: (x: T) => U, list: readonly T[]): U[];
  export function sortBy<T>(fn: (a: T) => string | number, list: readonly T[]): T[];
  export function prop<K extends string>(name: K): <T>(from: Record<K, T>) => T;
  export function pluck<K extends string, T>(name: K, list: readonly Record<K, T>[]): T[];
  export function last<T>(list: readonly T[]): T | undefined;
}
