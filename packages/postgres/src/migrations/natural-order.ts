import { byCodeUnit } from '@rowpact/model';

/** Compares two runs of digits as numbers of any length. */
export function byNumber(left: string, right: string): number {
  const [a, b] = [left.replace(/^0+/, ''), right.replace(/^0+/, '')];
  return a.length - b.length || byCodeUnit(a, b);
}

/** Compares names as people count: digits in them as numbers, the rest by code unit; equal only for equal names. */
export function byNaturalName(left: string, right: string): number {
  const [a, b] = [chunks(left), chunks(right)];
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const order = byChunk(a[index] ?? '', b[index] ?? '');
    if (order !== 0) return order;
  }
  return a.length - b.length || byCodeUnit(left, right);
}

function chunks(name: string): readonly string[] {
  return name.match(/[0-9]+|[^0-9]+/g) ?? [];
}

function byChunk(left: string, right: string): number {
  const digits = /^[0-9]/;
  return digits.test(left) && digits.test(right) ? byNumber(left, right) : byCodeUnit(left, right);
}
