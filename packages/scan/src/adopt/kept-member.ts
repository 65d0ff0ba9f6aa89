import { ts } from 'ts-morph';
import type { AdoptedFile } from './adopted-file.js';

/** A property or method that stays in the type, as it is written. */
export interface KeptMember {
  /** Without comments and separator; null where it takes several lines or comments stand at it. */
  readonly flat: string | null;
  /** In one line, without comments and separator, for people. */
  readonly summary: string;
  /** With its comments and its separator, the first line without indentation, the others as they are. */
  readonly text: string;
  /** Indentation of its first line. */
  readonly indentation: string;
}

/** @param isNullable whether `null` is added to its type */
export function keepMember(member: ts.TypeElement, { source, text }: AdoptedFile, isNullable: boolean): KeptMember {
  const start = member.getStart(source);
  const from = ts.getLeadingCommentRanges(text, member.pos)?.[0]?.pos ?? start;
  const to = ts.getTrailingCommentRanges(text, member.end)?.at(-1)?.end ?? member.end;
  const own = withNull(member, source, isNullable);
  const bare = own.replace(/\s*[;,]$/, '');
  const isFlat = from === start && to === member.end && !bare.includes('\n');
  // A separator of its own, so that members can follow one another on lines.
  const separator = /[;,]$/.test(own) ? '' : separatorOf(member);
  return {
    flat: isFlat ? bare : null,
    summary: bare
      .replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, '')
      .replaceAll(/\s+/g, ' ')
      .trim(),
    text: text.slice(from, start) + own + separator + text.slice(member.end, to),
    indentation: /[\t ]*$/.exec(text.slice(0, from))?.[0] ?? '',
  };
}

function withNull(member: ts.TypeElement, source: ts.SourceFile, isNullable: boolean): string {
  const text = member.getText(source);
  if (!isNullable || !ts.isPropertySignature(member) || !member.type) return text;
  const { type } = member;
  const start = type.getStart(source) - member.getStart(source);
  const end = type.end - member.getStart(source);
  const written = text.slice(start, end);
  const isOpen = ts.isFunctionTypeNode(type) || ts.isConditionalTypeNode(type) || ts.isConstructorTypeNode(type);
  return `${text.slice(0, start)}${isOpen ? `(${written})` : written} | null${text.slice(end)}`;
}

/** What the members around it end in: a semicolon where they say nothing. */
function separatorOf({ parent }: ts.TypeElement): string {
  if (!ts.isInterfaceDeclaration(parent) && !ts.isTypeLiteralNode(parent)) return ';';
  const ends = parent.members.map((member) => member.getText().at(-1));
  if (ends.includes(',')) return ',';
  return ends.includes(';') || parent.members.length === 1 ? ';' : '';
}
