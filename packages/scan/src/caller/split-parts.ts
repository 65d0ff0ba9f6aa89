import { SqlScanner } from '@rowpact/model';
import { slice } from './settle-values.js';
import type { Part } from './parts.js';

/** Stands for a part that is no text. */
const MARK = '\ue000';

/** Cuts parts into statements at semicolons, blanks and comments around them taken off; a part that holds nothing is left out. */
export function splitParts(parts: readonly Part[]): readonly (readonly Part[])[] {
  const text = parts.map((part) => (part.kind === 'text' ? part.text : MARK)).join('');
  return rangesOf(text).map(({ from, to }) => rangeOf(parts, from, to));
}

/** From the first token of each statement to its last: comments at its beginning and end do not belong to it. */
function rangesOf(text: string): readonly { readonly from: number; readonly to: number }[] {
  const scanner = new SqlScanner(text);
  const ranges: { from: number; to: number }[] = [];
  let from = -1;
  let to = -1;
  let body = new RoutineBody();
  for (;;) {
    scanner.next();
    const isEnd = scanner.kind === 'end';
    if (isEnd && scanner.open !== null && scanner.open.what !== 'comment') {
      if (from < 0) from = scanner.open.offset;
      to = text.length;
    }
    if (isEnd || (scanner.kind === 'semicolon' && !body.isOpen)) {
      if (from >= 0) ranges.push({ from, to });
      if (isEnd) return ranges;
      from = -1;
      body = new RoutineBody();
      continue;
    }
    if (from < 0) from = scanner.start;
    to = scanner.end;
    if (scanner.kind === 'word') body.take(text.slice(scanner.start, scanner.end).toLowerCase());
  }
}

/** `BEGIN ATOMIC … END` of a routine holds semicolons of its own. */
class RoutineBody {
  private depth = 0;
  private before = '';

  get isOpen(): boolean {
    return this.depth > 0;
  }

  take(word: string): void {
    if (word === 'atomic' && this.before === 'begin') this.depth += 1;
    else if (this.depth > 0 && word === 'case') this.depth += 1;
    else if (this.depth > 0 && word === 'end') this.depth -= 1;
    this.before = word;
  }
}

function rangeOf(parts: readonly Part[], from: number, to: number): readonly Part[] {
  const result: Part[] = [];
  let start = 0;
  for (const part of parts) {
    const length = part.kind === 'text' ? part.text.length : 1;
    const end = start + length;
    if (part.kind === 'text') result.push(...slice(part, Math.max(0, from - start), Math.min(length, to - start)));
    else if (start >= from && end <= to) result.push(part);
    start = end;
  }
  return result;
}
