/** Replaces the text from `start` up to `end`; all offsets are those of the text before any splice. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Applies splices that do not overlap; two at the same place stay in the order given. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  const ordered = [...splices].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let position = 0;
  for (const splice of ordered) {
    if (splice.start < position) throw new TypeError('splices overlap');
    result += text.slice(position, splice.start) + splice.text;
    position = splice.end;
  }
  return result + text.slice(position);
}

/** Whether two of them change the same text. */
export function overlap(splices: readonly Splice[]): boolean {
  const ordered = [...splices].sort((a, b) => a.start - b.start || a.end - b.end);
  return ordered.some(({ start }, index) => start < (ordered[index - 1]?.end ?? 0));
}

/** The line break that a text uses. */
export function lineBreakOf(text: string): string {
  return /^[^\n]*\r\n/u.test(text) ? '\r\n' : '\n';
}

/** Where the line of an offset starts. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the line after an offset starts: past the line break, or the end of the text. */
export function nextLine(text: string, offset: number): number {
  if (offset > 0 && text[offset - 1] === '\n') return offset; // the end of a block scalar is the start of a line
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

/** Where the text of the line of an offset ends, before its line break. */
export function lineTextEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' && end > offset ? end - 1 : end;
}

export function columnOf(text: string, offset: number): number {
  const start = lineStart(text, offset);
  return offset - start - (start === 0 && text.startsWith('\uFEFF') ? 1 : 0);
}

/** Whether nothing but white space stands before an offset on its line. */
export function startsLine(text: string, offset: number): boolean {
  return /^\uFEFF?[ \t]*$/u.test(text.slice(lineStart(text, offset), offset));
}

/** Takes away whole lines; a text without final line break stays without one. */
export function removeLines(text: string, start: number, end: number): Splice {
  const from = lineStart(text, start);
  const to = nextLine(text, end);
  const openEnd = to === text.length && !text.endsWith('\n');
  if (!openEnd || from === 0) return { start: from, end: to, text: '' };
  return { start: text[from - 2] === '\r' ? from - 2 : from - 1, end: to, text: '' };
}

/** Puts whole lines after the line of an offset. */
export function insertLines(text: string, offset: number, lines: readonly string[]): Splice {
  const at = nextLine(text, offset);
  const eol = lineBreakOf(text);
  const joined = lines.join(eol);
  const closed = at === 0 || text[at - 1] === '\n';
  return { start: at, end: at, text: closed ? joined + eol : eol + joined };
}
