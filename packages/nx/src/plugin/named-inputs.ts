/** Named inputs of a producer's migrations project; the others are told by a consumer's name. */
export const MIGRATIONS = 'migrations';
export const REGISTRY = 'registry';
export const SNAPSHOT = 'snapshot';

/** What a consumer's row types are made from: its contract, and its slice of the schema. */
export function rowTypesInput(consumer: string): string {
  return `row-types:${consumer}`;
}

/** What a consumer's scan is compared with, and the schema it is read with. */
export function recordInput(consumer: string): string {
  return `record:${consumer}`;
}
