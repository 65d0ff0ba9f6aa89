import { createHash } from 'node:crypto';

/** JSON text that is the same for equal values: keys in code-unit order, no white space. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (isPlainObject(part) ? sortKeys(part) : part));
}

/** SHA-256 of the parts in lower-case hex; the parts are kept apart, so `ab`+`c` is not `a`+`bc`. */
export function sha256(...parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest('hex');
}

/** Compares by UTF-16 code unit, the one order used wherever output is sorted: no locale changes it. */
export function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object without prototype, so that a key named `__proto__` stays a key. */
function sortKeys(value: Readonly<Record<string, unknown>>): unknown {
  const sorted = Object.create(null) as Record<string, unknown>;
  for (const key of Object.keys(value).sort(byCodeUnit)) sorted[key] = value[key];
  return sorted;
}
