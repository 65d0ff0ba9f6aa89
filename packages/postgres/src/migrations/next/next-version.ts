/** A moment as migration tools write it: with or without separators, down to the day, the minute, the second or the millisecond. */
const MOMENT = /^(\d{4})([-_.]?)(\d{2})\2(\d{2})(?:([-_.T]?)(\d{2})(\d{2})(?:(\d{2})(\d{3})?)?)?(?:-\d{4})?$/;
/** Seconds or milliseconds since 1970, in this century. */
const EPOCH = /^[1-4]\d{9}(?:\d{3})?$/;

const DAY = 86_400_000;

/**
 * The version that comes after one, written the same way: a number one higher, or the present moment, and in any case a later one.
 * Moments are UTC, as most tools have them.
 */
export function nextVersion(written: string, now: Date): string {
  return nextMoment(written, now) ?? nextEpoch(written, now) ?? nextNumber(written);
}

/** Whether a version is a moment and no number that was counted. */
export function isMoment(written: string): boolean {
  return nextMoment(written, new Date(0)) !== null || EPOCH.test(written);
}

function nextMoment(written: string, now: Date): string | null {
  const match = MOMENT.exec(written);
  const [, year = '', , month = '', day = '', , hour, minute, second, millisecond] = match ?? [];
  const at = Date.UTC(+year, +month - 1, +day, +(hour ?? 0), +(minute ?? 0), +(second ?? 0), +(millisecond ?? 0));
  if (match === null || !printed(new Date(at), match).startsWith(withoutTail(written)) || +year < 1970) return null;
  const step = millisecond !== undefined ? 1 : second !== undefined ? 1000 : minute !== undefined ? 60_000 : DAY;
  return printed(new Date(Math.max(now.getTime(), at + step)), match);
}

/** Diesel counts migrations of one second in a tail. */
function withoutTail(written: string): string {
  return written.replace(/(?<=[-_.T]\d{4,6})-\d{4}$/, '');
}

function printed(date: Date, [, , gap = '', , , join = '', , minute, second, millisecond]: RegExpExecArray): string {
  const [day = '', time = ''] = date.toISOString().slice(0, -1).split('T');
  const digits = time.replace(/\D/g, '');
  const shown = minute === undefined ? 0 : second === undefined ? 4 : millisecond === undefined ? 6 : 9;
  return day.replaceAll('-', gap) + (shown === 0 ? '' : join + digits.slice(0, shown));
}

function nextEpoch(written: string, now: Date): string | null {
  if (!EPOCH.test(written)) return null;
  const unit = written.length === 13 ? 1 : 1000;
  return String(Math.max(Math.floor(now.getTime() / unit), Number(written) + 1));
}

/** The last part counts: `019` becomes `020`, `1.9` becomes `1.10`. */
function nextNumber(written: string): string {
  return written.replace(/\d+$/, (digits) => String(BigInt(digits) + 1n).padStart(digits.length, '0'));
}
