/**
 * Whether whatever passed the old check passes the new one, by its text alone: a list that has grown, a limit that was moved outwards.
 * Where it cannot be told, no.
 */
export function isWeaker(old: string, now: string): boolean {
  const [was, is] = [bareExpression(old), bareExpression(now)];
  return was === is || hasMoreValues(was, is) || hasFartherLimit(was, is);
}

/** Casts and parentheses change where a column's type does; the check stays what it was. */
export function bareExpression(expression: string): string {
  return expression
    .split(/('(?:[^']|'')*')/u)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(CAST, '').replace(/[()\s]/gu, '')))
    .join('');
}

const CAST =
  /::(?:"(?:[^"]|"")*"|[\w.])+(?: (?:varying|precision|without time zone|with time zone))*(?:\(\d+(?:,-?\d+)?\))?(?:\[\])*/gu;

const LIST = /^(CHECK)?(.+)=ANYARRAY\[(.*)\]$/su;

function hasMoreValues(old: string, now: string): boolean {
  const [was, is] = [LIST.exec(old), LIST.exec(now)];
  if (was === null || is === null || was[2] !== is[2]) return false;
  const values = valuesOf(is[3] ?? '');
  return valuesOf(was[3] ?? '').every((value) => values.includes(value));
}

function valuesOf(list: string): readonly string[] {
  return list.match(/(?:'(?:[^']|'')*'|[^,'])+/gu) ?? [];
}

const LIMIT = /^(.*?)(>=|<=|<|>)'?(-?\d+(?:\.\d+)?)'?$/su;

/** Of two comparisons of the same with a number, the one that lets more pass. */
function hasFartherLimit(old: string, now: string): boolean {
  const [was, is] = [LIMIT.exec(old), LIMIT.exec(now)];
  if (was === null || is === null || was[1] !== is[1] || /[<>]|\b(?:AND|OR|NOT)\b/u.test(was[1] ?? '')) return false;
  const [from, to] = [Number(was[3]), Number(is[3])];
  const [before, after] = [was[2] ?? '', is[2] ?? ''];
  if (before[0] !== after[0]) return false;
  const isSame = to === from && (before === after || after.length === 2);
  return isSame || (after.startsWith('>') ? to < from : to > from);
}
