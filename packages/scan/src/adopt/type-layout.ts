import type { FileStyle } from './file-style.js';
import type { KeptMember } from './kept-member.js';
import type { NewType, RowPiece } from './new-type.js';

/** Where a type is written. */
export interface TypePlace {
  /** The row interface's name in this file. */
  readonly row: string;
  /** Columns that are taken in the type's first line, before it and behind it. */
  readonly taken: number;
  /** Indentation of the line in which the declaration begins. */
  readonly indentation: string;
  readonly style: FileStyle;
}

/** The type as source: in one line where it fits, else broken as prettier breaks it. */
export function layoutType(type: NewType, place: TypePlace): string {
  const flat = flatType(type, place.row, place.style.quote);
  if (flat !== null && place.taken + flat.length <= place.style.width) return flat;
  const rows = type.rows.map((piece) => flatRow(piece, place.row, place.style.quote));
  if (type.members.length === 0) return brokenRows(type.rows, rows, place);
  const opening = `${rows.join(' & ')} & {`;
  const fits = place.taken + opening.length <= place.style.width;
  return `${fits ? opening : `${brokenRows(type.rows, rows, place)} & {`}${memberLines(type.members, place)}`;
}

/** The type in one line; null where a member that stays takes several. */
export function flatType({ rows, members }: NewType, row: string, quote: FileStyle['quote']): string | null {
  const parts = rows.map((piece) => flatRow(piece, row, quote));
  if (members.length === 0) return parts.join(' & ');
  const flat = members.flatMap((member) => member.flat ?? []);
  if (flat.length < members.length) return null;
  const separator = members.some(({ text }) => text.endsWith(',')) ? ', ' : '; ';
  return [...parts, `{ ${flat.join(separator)} }`].join(' & ');
}

/** The type in one line, whatever stands in it. */
export function summaryOf(type: NewType, row: string, quote: FileStyle['quote']): string {
  const members = type.members.map((member) => ({ ...member, flat: member.summary }));
  return flatType({ ...type, members }, row, quote) ?? '';
}

function flatRow(piece: RowPiece, row: string, quote: FileStyle['quote']): string {
  const { part } = piece;
  const inner = part ? `${part.of}<${row}, ${part.columns.map((name) => quoted(name, quote)).join(' | ')}>` : row;
  return wrapped(piece, inner);
}

function wrapped({ wrappers }: RowPiece, inner: string): string {
  return wrappers.reduceRight((text, wrapper) => `${wrapper}<${text}>`, inner);
}

function brokenRows(pieces: readonly RowPiece[], flat: readonly string[], place: TypePlace): string {
  const { style, indentation } = place;
  const deeper = `${indentation}${style.indent}`;
  const [only] = pieces;
  if (only && pieces.length === 1) return brokenRow(only, place, indentation);
  return pieces
    .map((piece, at) => {
      const text = flat[at] ?? '';
      const fits = deeper.length + text.length + 2 <= style.width;
      return fits ? text : brokenRow(piece, place, deeper);
    })
    .join(` &${style.newline}${deeper}`);
}

function brokenRow(piece: RowPiece, { row, style }: TypePlace, indentation: string): string {
  const { part } = piece;
  if (!part) return wrapped(piece, row);
  const line = `${style.newline}${indentation}${style.indent}`;
  const names = part.columns.map((name) => quoted(name, style.quote));
  const joined = names.join(' | ');
  const fits = indentation.length + style.indent.length + joined.length <= style.width;
  const union = fits ? joined : names.map((name, at) => `${at === 0 ? '' : line}| ${name}`).join('');
  return wrapped(piece, `${part.of}<${line}${row},${line}${union}${style.newline}${indentation}>`);
}

function memberLines(members: readonly KeptMember[], { indentation, style }: TypePlace): string {
  const deeper = `${indentation}${style.indent}`;
  const lines = members.map((member) => `${style.newline}${deeper}${moved(member, deeper)}`);
  return `${lines.join('')}${style.newline}${indentation}}`;
}

/** A member's further lines, moved with its first. */
function moved({ text, indentation }: KeptMember, target: string): string {
  if (indentation === target) return text;
  return text
    .split('\n')
    .map((line, at) => (at > 0 && line.startsWith(indentation) ? `${target}${line.slice(indentation.length)}` : line))
    .join('\n');
}

function quoted(name: string, quote: FileStyle['quote']): string {
  const escaped = name.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `${quote}${escaped.replaceAll(quote, `\\${quote}`)}${quote}`;
}
