import { ts } from 'ts-morph';
import type { AdoptedFile } from './adopted-file.js';
import type { LostComment } from './adoption.js';
import type { TypeDeclaration } from './find-declaration.js';
import type { NewType } from './new-type.js';

/** The comments in a type's body that no member that stays takes along. */
export function lostComments(
  { body }: TypeDeclaration,
  { members }: NewType,
  file: AdoptedFile,
): readonly LostComment[] {
  if (!body) return [];
  const { text, source } = file;
  const stay = members.map((member) => member.text).join('\n');
  const opening = source.text.lastIndexOf('{', body.members.pos);
  return commentsBetween(text, opening, body.end)
    .filter(({ pos, end }) => !stay.includes(text.slice(pos, end)))
    .map(({ pos, end }) => {
      const { line, character } = source.getLineAndCharacterOfPosition(pos);
      const location = { file: file.file, line: line + 1, column: character + 1 };
      return { location, text: plain(text.slice(pos, end)) };
    });
}

function commentsBetween(text: string, start: number, end: number): readonly ts.TextRange[] {
  const scanner = ts.createScanner(
    ts.ScriptTarget.ESNext,
    false,
    ts.LanguageVariant.Standard,
    text,
    undefined,
    start,
    end - start,
  );
  const comments: ts.TextRange[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    const isComment = kind === ts.SyntaxKind.SingleLineCommentTrivia || kind === ts.SyntaxKind.MultiLineCommentTrivia;
    if (isComment) comments.push({ pos: scanner.getTokenStart(), end: scanner.getTokenEnd() });
  }
  return comments;
}

function plain(comment: string): string {
  return comment
    .replace(/^\/\*+|\*+\/$|^\/+/g, '')
    .replaceAll(/\r?\n\s*\**/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
