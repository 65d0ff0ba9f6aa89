import { splitName } from '@rowpact/model';
import { piecesOf, type Piece } from './pieces.js';
import type { RichText } from './rich-text.js';

/** One item of a cell, from `at` up to `end`. */
export type Named = NamedColumn | NamedAll | Prose;

/** A name as SQL reads it, or as it is where SQL could not: `players.id`, `date of birth`. */
interface NamedColumn {
  readonly kind: 'name';
  readonly parts: readonly string[];
  readonly at: number;
  readonly end: number;
  readonly inner: Inner | null;
  /** What stands behind the name. */
  readonly rest: Piece;
}

/** Every column, of the table that `parts` names where there are any: `all`, `*`, `players.*`. */
interface NamedAll {
  readonly kind: 'all';
  readonly parts: readonly string[];
  readonly at: number;
  readonly end: number;
}

/** Words in which no name was recognised. */
interface Prose {
  readonly kind: 'prose';
  readonly at: number;
  readonly end: number;
}

export function pieceOf({ at, end }: Named): Piece {
  return { start: at, end };
}

/** What stands in brackets behind a name. */
export interface Inner {
  readonly piece: Piece;
  /** Whether it can only be a list of columns: `players(id, name)`, or names in code. */
  readonly list: boolean;
}

/** The names that a cell lists, in order; items that say "nothing" are left out, and so is what is struck out. */
export function namesIn(rich: RichText, whole: Piece): readonly Named[] {
  return piecesOf(rich, whole).flatMap((piece) => namedIn(rich, piece));
}

function namedIn(rich: RichText, piece: Piece): readonly Named[] {
  const text = rich.text.slice(piece.start, piece.end);
  if (rich.isStruck(piece.start) || (NOTHING.test(text) && !rich.isCode(piece.start))) return [];
  if (ALL.test(text))
    return [EXCEPT.test(text) ? prose(piece) : { kind: 'all', parts: [], at: piece.start, end: piece.end }];
  const star = STAR.exec(text);
  if (star) return [{ kind: 'all', parts: splitName(star[1] ?? '') ?? [], at: piece.start, end: piece.end }];
  return rich.isCode(piece.start) ? inCode(rich, piece) : inWords(rich, piece);
}

/** A name in backticks; what follows outside of them is a note, unless it is another name in backticks. */
function inCode(rich: RichText, piece: Piece): readonly Named[] {
  let end = piece.start;
  while (end < piece.end && rich.isCode(end)) end++;
  const code = rich.text.slice(piece.start, end);
  const call = /^((?:[^("]|"[^"]*")+)\((.*)\)\s*$/su.exec(code);
  const name = (call?.[1] ?? code).trim();
  const parts = splitName(name) ?? [name];
  const behind = skipSpace(rich, end, piece.end);
  const inner = call
    ? {
        piece: { start: piece.start + (call[1]?.length ?? 0) + 1, end: piece.start + code.lastIndexOf(')') },
        list: true,
      }
    : innerAt(rich, end, piece.end);
  const named: Named = { kind: 'name', parts, at: piece.start, end, inner, rest: { start: behind, end: piece.end } };
  const next = behind > end && rich.isCode(behind) && !TYPE.test(rich.text.slice(behind, piece.end));
  return next ? [named, ...namedIn(rich, { start: behind, end: piece.end })] : [named];
}

function inWords(rich: RichText, piece: Piece): readonly Named[] {
  const text = rich.text.slice(piece.start, piece.end);
  const filler = FILLER.exec(text)?.[0].length ?? 0;
  if (filler > 0 && rich.isCode(piece.start + filler)) return inCode(rich, { ...piece, start: piece.start + filler });
  const name = NAME.exec(text)?.[0];
  const parts = name === undefined ? null : splitName(name);
  if (name === undefined || parts === null) return [prose(piece)];
  const end = piece.start + name.length;
  if (!NOTE.test(rich.text.slice(end, piece.end))) return [prose(piece)];
  const rest = { start: skipSpace(rich, end, piece.end), end: piece.end };
  return [{ kind: 'name', parts, at: piece.start, end, inner: innerAt(rich, end, piece.end), rest }];
}

/** Brackets behind a name; right behind it, or with names in code, they can only list columns. */
function innerAt(rich: RichText, end: number, limit: number): Inner | null {
  const open = skipSpace(rich, end, limit);
  const brackets = open < limit ? /^\(([^()]*)\)/u.exec(rich.text.slice(open, limit)) : null;
  if (!brackets) return null;
  const piece = { start: open + 1, end: open + 1 + (brackets[1]?.length ?? 0) };
  const first = skipSpace(rich, piece.start, piece.end);
  return { piece, list: open === end || rich.isCode(first) };
}

function skipSpace(rich: RichText, from: number, end: number): number {
  let at = from;
  while (at < end && /\s/u.test(rich.text[at] ?? '')) at++;
  return at;
}

function prose(piece: Piece): Named {
  return { kind: 'prose', at: piece.start, end: piece.end };
}

const NOTHING = /^(?:[-–—?.…]+|none|nothing|n\/a|no columns?|\(none\)|no|yes|✓|✔|✅|❌|x|r\/?w|tbd|unused|not used)$/iu;
const ALL = /^(?:\*|(?:(?:all|every|everything)(?![\p{L}\p{N}_.])|any (?:column|field)).*|select\s+(?:\S+\.)?\*.*)$/isu;
const EXCEPT = /\b(?:except|but|excluding|without|minus)\b/iu;
const STAR =
  /^((?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*)(?:\.(?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*))*)\.\*(?!\S)/u;
const NAME = /^(?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*)(?:\.(?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*))*/u;
/** What may stand behind a name that is not in code: nothing, brackets, a mark, a dash or colon with a note, its type. */
const NOTE =
  /^(?:[*†‡¹²³]*|\[\^[^\]]*\])?(?:$|\s*\(|\s*:|\s*[=→]|\s+[-–—]+(?:\s|$)|\s+(?:big|small)?(?:int(?:eger|\d)?|serial|text|citext|uuid|bool(?:ean)?|jsonb?|date|bytea|numeric|real|timestamp(?:tz)?|time|varchar)\b)/iu;
const FILLER = /^(?:(?:the|only|its|their|both|also|tables?|views?|relations?|columns?|fields?|of|from|in)[\s:]+)+/iu;
/** A type in code behind a name in code. Words that columns are called too, such as `date`, are no types here. */
const TYPE =
  /^(?:(?:big|small)?int(?:eger|\d)?|(?:big)?serial|uuid|bool(?:ean)?|jsonb|bytea|numeric|varchar|timestamptz|timestamp|text)(?:\W|$)/iu;
