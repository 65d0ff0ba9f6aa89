import type { ts } from 'ts-morph';
import type { SourceModule } from '../module/source-module.js';
import type { Hole, Piece, TextValue, UnknownValue, Value } from './value.js';

/** What a value is as part of a text that JavaScript puts together; `expression` is how the source writes it there. */
export function piecesOf(value: Value, expression: ts.Expression, module: SourceModule): readonly Piece[] {
  switch (value.kind) {
    case 'text':
      return value.pieces;
    case 'constant':
      return [fixedRun(String(value.value), expression, module)];
    case 'list':
      return joined(value.items, [fixedRun(',', expression, module)], expression, module);
    case 'object':
    case 'function':
      return [fixedRun(`[${value.kind}]`, expression, module)];
    case 'unknown':
      return [holeOf(value, expression, module)];
  }
}

export function holeOf(value: UnknownValue, expression: ts.Expression, module: SourceModule): Hole {
  return { kind: 'hole', expression, module, value, sample: null };
}

/** Text that does not stand in the source as it is. */
export function fixedRun(text: string, node: ts.Node, module: SourceModule): Piece {
  return { kind: 'run', text, module, offset: node.getStart(module.source), fixed: true };
}

/** As `Array.prototype.join` does it. */
export function joined(
  items: readonly Value[],
  separator: readonly Piece[],
  expression: ts.Expression,
  module: SourceModule,
): readonly Piece[] {
  return items.flatMap((item, index) => {
    const empty = item.kind === 'constant' && (item.value === null || item.value === undefined);
    const pieces = empty ? [] : piecesOf(item, expression, module);
    return index === 0 ? pieces : [...separator, ...pieces];
  });
}

/** The characters of a text that is known to its end; null where it has holes. */
export function knownText(value: Value): string | null {
  if (value.kind !== 'text') return null;
  const parts: string[] = [];
  for (const piece of value.pieces) {
    if (piece.kind === 'hole') return null;
    parts.push(piece.text);
  }
  return parts.join('');
}

export function textValue(pieces: readonly Piece[]): TextValue {
  return { kind: 'text', pieces };
}

/** Whether nothing of a text is unknown but the numbers of its placeholders (`$${index}`). */
export function isClean(pieces: readonly Piece[]): boolean {
  return pieces.every((piece, index) => piece.kind === 'run' || isPlaceholderNumber(pieces, index));
}

/** Whether a hole is the number of a placeholder. */
export function isPlaceholderNumber(pieces: readonly Piece[], index: number): boolean {
  const before = pieces[index - 1];
  return before?.kind === 'run' && /(?:^|[^$\w])\$$/u.test(before.text);
}
