import { byNumber } from './natural-order.js';

/** The number at the start of a file's or folder's name. */
export interface Version {
  readonly written: string;
  /** Digits to compare as numbers, most significant first; a missing part counts as zero. */
  readonly parts: readonly string[];
}

const BOUNDARY = String.raw`(?=[A-Za-z]?(?:[^0-9A-Za-z]|$))`;
/** Flyway, refinery: `V1__x`, `V1.2__x`, `V1_2__x`; baselines, undo files and plain `v1.2` folders alike. */
const LETTERED = /^[VvBU](\d+(?:[._]\d+)*)(?=[^0-9A-Za-z]|$)/;
/** Diesel's `2020-01-01-000000_x`, Laravel's `2020_01_01_000000_x`, plain days. */
const DATE = new RegExp(String.raw`^\d{4}([-_.])\d{2}\1\d{2}(?:[-_.T]\d{4,6}(?:-\d{4})?)?${BOUNDARY}`);
/** `20200101T120000_x`, `20200101_120000_x`. */
const COMPACT_TIME = new RegExp(String.raw`^\d{8}[T_-]\d{6}${BOUNDARY}`);
const NUMBER = new RegExp(String.raw`^\d+(?:\.\d+)*${BOUNDARY}`);

/** Reads the version at the start of a name without its endings; null where there is none. */
export function parseVersion(name: string): Version | null {
  const lettered = LETTERED.exec(name)?.[1];
  if (lettered !== undefined) return { written: lettered, parts: lettered.split(/[._]/) };
  const date = DATE.exec(name)?.[0];
  if (date !== undefined) {
    const digits = date.replace(/[^0-9]/g, ' ').split(' ');
    return { written: date, parts: [digits.slice(0, 3).join(''), ...digits.slice(3)] };
  }
  const compact = COMPACT_TIME.exec(name)?.[0];
  if (compact !== undefined) return { written: compact, parts: compact.split(/[T_-]/) };
  const number = NUMBER.exec(name)?.[0];
  return number === undefined ? null : { written: number, parts: number.split('.') };
}

/** Part by part as numbers: `2` before `10`, `1.2` before `1.10`, `1` equal to `001` and to `1.0`. */
export function byVersion(left: Version, right: Version): number {
  for (let index = 0; index < Math.max(left.parts.length, right.parts.length); index += 1) {
    const order = byNumber(left.parts[index] ?? '0', right.parts[index] ?? '0');
    if (order !== 0) return order;
  }
  return 0;
}
