import { ts } from 'ts-morph';
import { knownText, piecesOf, textValue } from './text.js';
import type { Piece, Run, TextValue, Value } from './value.js';

/** Longer texts are not searched with a consumer's own regular expression: it may take for ever. */
const MAX_SEARCHED = 100_000;

/** What a method of String answers; null where it is not one that is followed. */
export function callTextMethod(
  text: TextValue,
  method: string,
  values: readonly Value[],
  call: ts.CallExpression,
  module: Run['module'],
): Value | null {
  const pieces = text.pieces;
  switch (method) {
    case 'trim':
      return textValue(trimEnd(trimStart(pieces)));
    case 'trimStart':
    case 'trimLeft':
      return textValue(trimStart(pieces));
    case 'trimEnd':
    case 'trimRight':
      return textValue(trimEnd(pieces));
    case 'toString':
    case 'valueOf':
    case 'normalize':
      return text;
    case 'toLowerCase':
    case 'toLocaleLowerCase':
      return textValue(mapRuns(pieces, (run) => [{ ...run, text: run.text.toLowerCase() }]));
    case 'toUpperCase':
    case 'toLocaleUpperCase':
      return textValue(mapRuns(pieces, (run) => [{ ...run, text: run.text.toUpperCase() }]));
    case 'concat':
      return textValue([
        ...pieces,
        ...values.flatMap((value, at) => piecesOf(value, call.arguments[at] ?? call, module)),
      ]);
    case 'includes':
    case 'startsWith':
    case 'endsWith':
      return asked(text, method, values[0], call, module);
    case 'slice':
    case 'substring':
      return cut(text, method, values);
    case 'repeat':
      return repeat(text, values[0]);
    case 'replace':
    case 'replaceAll':
      return replace(text, method === 'replaceAll', values[1], call, module);
    default:
      return null;
  }
}

function asked(
  text: TextValue,
  method: 'includes' | 'startsWith' | 'endsWith',
  part: Value | undefined,
  node: ts.CallExpression,
  module: Run['module'],
): Value | null {
  const known = knownText(text);
  const wanted = part === undefined ? null : knownText(part);
  return known === null || wanted === null ? null : { kind: 'constant', value: known[method](wanted), node, module };
}

function mapRuns(pieces: readonly Piece[], change: (run: Run) => readonly Piece[]): readonly Piece[] {
  return pieces.flatMap((piece) => (piece.kind === 'run' ? change(piece) : [piece]));
}

/** A part of a run; it stands that much later in the source. */
export function part(run: Run, from: number, to: number = run.text.length): readonly Run[] {
  if (from >= to) return [];
  return [{ ...run, text: run.text.slice(from, to), offset: run.fixed ? run.offset : run.offset + from }];
}

function trimStart(pieces: readonly Piece[]): readonly Piece[] {
  const [first, ...rest] = pieces;
  if (first?.kind !== 'run') return pieces;
  const kept = part(first, first.text.length - first.text.trimStart().length);
  return kept.length === 0 ? trimStart(rest) : [...kept, ...rest];
}

function trimEnd(pieces: readonly Piece[]): readonly Piece[] {
  const last = pieces.at(-1);
  if (last?.kind !== 'run') return pieces;
  const kept = part(last, 0, last.text.trimEnd().length);
  return kept.length === 0 ? trimEnd(pieces.slice(0, -1)) : [...pieces.slice(0, -1), ...kept];
}

function cut(text: TextValue, method: 'slice' | 'substring', values: readonly Value[]): Value | null {
  const [from, to] = values.map((value) => (value.kind === 'constant' ? value.value : null));
  if (typeof from !== 'number' || !(to === undefined || typeof to === 'number')) return null;
  const known = knownText(text);
  // Of a text with holes only the end can be cut off, and only what is known there.
  if (known === null) return method === 'slice' && from === 0 && (to ?? 0) < 0 ? cutEnd(text, -(to ?? 0)) : null;
  const kept = known[method](from, to);
  const begin = kept === '' ? 0 : Math.max(0, from < 0 ? known.length + from : from);
  return textValue(range(text.pieces, begin, begin + kept.length));
}

function cutEnd(text: TextValue, count: number): Value | null {
  const last = text.pieces.at(-1);
  if (last?.kind !== 'run' || last.text.length < count) return null;
  return textValue([...text.pieces.slice(0, -1), ...part(last, 0, last.text.length - count)]);
}

function range(pieces: readonly Piece[], from: number, to: number): readonly Piece[] {
  let at = 0;
  return pieces.flatMap((piece) => {
    if (piece.kind === 'hole') return [];
    const start = at;
    at += piece.text.length;
    return part(piece, Math.max(0, from - start), Math.min(piece.text.length, to - start));
  });
}

function repeat(text: TextValue, count: Value | undefined): Value | null {
  const known = count?.kind === 'constant' ? Number(count.value) : Number.NaN;
  if (!(known >= 0 && known <= 1000)) return null;
  return textValue(Array.from({ length: known }, () => text.pieces).flat());
}

function replace(
  text: TextValue,
  all: boolean,
  by: Value | undefined,
  call: ts.CallExpression,
  module: Run['module'],
): Value | null {
  const [what, replacement] = call.arguments;
  if (what === undefined || replacement === undefined || by === undefined || by.kind === 'function') return null;
  const pattern = patternOf(what, all);
  const length = text.pieces.reduce((sum, piece) => sum + (piece.kind === 'run' ? piece.text.length : 0), 0);
  if (pattern === null || length > MAX_SEARCHED) return null;
  const known = knownText(by);
  if (known?.includes('$') && !/^\$\d+$/u.test(known)) return null;
  const inserted = piecesOf(by, replacement, module);
  let done = false;
  return textValue(
    mapRuns(text.pieces, (run) => {
      if (done) return [run];
      const parts: Piece[] = [];
      let from = 0;
      for (const match of run.text.matchAll(pattern.regex)) {
        if (done) break;
        parts.push(...part(run, from, match.index), ...inserted);
        from = match.index + match[0].length;
        done = !pattern.global;
      }
      return [...parts, ...part(run, from)];
    }),
  );
}

function patternOf(node: ts.Expression, all: boolean): { readonly regex: RegExp; readonly global: boolean } | null {
  if (ts.isStringLiteralLike(node)) {
    const escaped = node.text.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&');
    return escaped === '' ? null : { regex: new RegExp(escaped, 'g'), global: all };
  }
  if (!ts.isRegularExpressionLiteral(node)) return null;
  const written = /^\/(.*)\/([a-z]*)$/su.exec(node.text);
  const [, source = '', flags = ''] = written ?? [];
  // Nested repetition is where regular expressions take for ever.
  if (written === null || /[+*}]\)?[+*{]|\)[+*{]/u.test(source)) return null;
  try {
    return { regex: new RegExp(source, flags.includes('g') ? flags : `${flags}g`), global: flags.includes('g') };
  } catch {
    return null; // no regular expression of this engine
  }
}
