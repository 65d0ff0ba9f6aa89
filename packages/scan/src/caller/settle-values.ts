import { draftOf } from './draft.js';
import { parameterAt, textAt, type HolePart, type Part } from './parts.js';
import { positionsOf } from './position.js';

/** Turns what is spliced into a text where a value stands into parameters; what stands elsewhere stays a hole. */
export function settleValues(parts: readonly Part[]): readonly Part[] {
  if (parts.every(({ kind }) => kind === 'text')) return parts;
  const numbered = placeholderNumbers(parts);
  const draft = draftOf(numbered);
  const positions = positionsOf(draft);
  const cuts: Cut[] = [];
  const settled = numbered.map((part, index): Part => {
    const placed = positions.get(index);
    if (part.kind !== 'hole' || !part.splice || placed === undefined) return part;
    const { position, token } = placed;
    if (position === 'in string') {
      cuts.push({ from: token.start, to: token.end, by: [parameter(part)] });
    } else if (position === 'in typed literal' || position === 'in comment') {
      return textAt(position === 'in comment' ? '' : '1', part.expression, part.module);
    }
    return position === 'value' ? parameter(part) : part;
  });
  return cuts.length === 0 ? settled : cutOut(settled, draft.starts, cuts);
}

function parameter(part: HolePart): Part {
  return parameterAt(part.expression, part.module);
}

/** `$${index}`: the dollar sign and the number are one parameter. */
function placeholderNumbers(parts: readonly Part[]): readonly Part[] {
  return parts.map((part, index): Part => {
    const next = parts[index + 1];
    const before = parts[index - 1];
    if (part.kind === 'text' && next?.kind === 'hole' && isDollar(part.text)) {
      return { ...part, text: part.text.slice(0, -1) };
    }
    return part.kind === 'hole' && before?.kind === 'text' && isDollar(before.text) ? parameter(part) : part;
  });
}

function isDollar(text: string): boolean {
  return /(?:^|[^$\w])\$$/u.test(text);
}

/** A range of a draft and what to put in its place. */
export interface Cut {
  readonly from: number;
  readonly to: number;
  readonly by: readonly Part[];
}

/** Puts parts in the place of ranges of the draft, such as a whole string with its quotes. Of cuts with one beginning the first counts. */
export function cutOut(parts: readonly Part[], starts: readonly number[], cuts: readonly Cut[]): readonly Part[] {
  const result: Part[] = [];
  const done = new Set<number>();
  parts.forEach((part, index) => {
    const start = starts[index] ?? 0;
    const length = part.kind === 'text' ? part.text.length : 1;
    let from = 0;
    for (const cut of cuts) {
      if (cut.to <= start + from || cut.from >= start + length) continue;
      if (part.kind === 'text') result.push(...slice(part, from, Math.max(from, cut.from - start)));
      if (!done.has(cut.from)) result.push(...cut.by);
      done.add(cut.from);
      from = Math.min(length, cut.to - start);
    }
    if (from >= length) return;
    result.push(...(part.kind === 'text' ? slice(part, from, length) : [part]));
  });
  return result;
}

/** A part of a text, which stands that much later in the source. */
export function slice(part: Extract<Part, { kind: 'text' }>, from: number, to: number): readonly Part[] {
  if (from >= to) return [];
  return [{ ...part, text: part.text.slice(from, to), offset: part.fixed ? part.offset : part.offset + from }];
}
