import { parseRelationId, SqlScanner, type RelationId } from '@rowpact/model';
import { LineCounter } from '../migrations/line-counter.js';
import type { Migration } from '../migrations/migration.js';
import { splitMigration } from '../migrations/split-statements.js';
import type { DataDeclared } from './walk.js';

/** What a migration's comments declare, and sentences about those that cannot be read. */
export interface Declarations {
  readonly declared: readonly DataDeclared[];
  readonly notes: readonly string[];
}

const NONE: Declarations = { declared: [], notes: [] };

/** `-- rowpact data: players, teams: reward rows move to instant_reward` */
const COMMENT = /^[ \t]*--+[ \t]*rowpact:?[ \t]+data:(?<content>.*)$/gim;

/**
 * Reads the notes about rows in the comments of a migration and of the files that it includes.
 * @param isThere - whether a relation is there, before or after the migration.
 */
export function readDeclarations(migration: Migration, isThere: (relation: RelationId) => boolean): Declarations {
  const files = [{ path: migration.path, text: migration.text }, ...migration.included];
  if (!files.some(({ text }) => text.match(COMMENT))) return NONE;
  const declared: DataDeclared[] = [];
  const notes: string[] = [];
  for (const { path, text } of uniqueBy(files)) {
    const commented = commentsOf(migration, path, text);
    for (const match of text.matchAll(COMMENT)) {
      const offset = match.index + match[0].indexOf('-');
      if (!commented(offset)) continue;
      const { line, column } = new LineCounter(text).at(offset);
      const read = readContent(match.groups?.['content'] ?? '');
      const unknown = read?.relations.find((relation) => !isThere(relation));
      if (read === null)
        notes.push(
          `${path}:${line}: names no relations: write \`-- rowpact data: players, teams: what happens to their rows\``,
        );
      else if (unknown !== undefined)
        notes.push(`${path}:${line}: there is no ${unknown}, neither before nor after the migration`);
      if (read !== null)
        declared.push({
          ...read,
          origin: { migration: migration.label, location: { file: path, line, column }, statement: match[0].trim() },
        });
    }
  }
  return { declared, notes };
}

function uniqueBy(files: readonly { readonly path: string; readonly text: string }[]): typeof files {
  return [...new Map(files.map((file) => [file.path, file])).values()];
}

/** Whether a place of a file is outside of all SQL and data; behind `--` it is then a comment. */
function commentsOf(migration: Migration, path: string, text: string): (offset: number) => boolean {
  const tokens: [number, number][] = [];
  const scanner = new SqlScanner(withoutData(migration, path, text));
  for (;;) {
    scanner.next();
    if (scanner.kind === 'end') break;
    tokens.push([scanner.start, scanner.end]);
  }
  return (offset) => !tokens.some(([start, end]) => start <= offset && offset < end);
}

/** Blanks in place of what stands under `COPY … FROM stdin`. */
function withoutData(migration: Migration, path: string, text: string): string {
  let rest = text;
  for (const { copyData, offset, file } of splitMigration(migration)) {
    if (copyData === null || copyData === '' || (file ?? migration.path) !== path) continue;
    const at = rest.indexOf(copyData, offset);
    if (at >= 0) rest = rest.slice(0, at) + copyData.replace(/[^\n]/g, ' ') + rest.slice(at + copyData.length);
  }
  return rest;
}

function readContent(content: string): Pick<DataDeclared, 'relations' | 'note'> | null {
  const names: string[] = [];
  let name = '';
  let isQuoted = false;
  let at = 0;
  for (; at < content.length; at += 1) {
    const character = content[at] ?? '';
    if (character === '"') isQuoted = !isQuoted;
    if (!isQuoted && character === ':') break;
    if (!isQuoted && character === ',') {
      names.push(name);
      name = '';
    } else name += character;
  }
  const relations = [...names, name].map(parseRelationId);
  const known = relations.filter((relation) => relation !== null);
  return known.length < relations.length ? null : { relations: known, note: content.slice(at + 1).trim() };
}
