import { posix } from 'node:path';
import { type Location, placeInSource, type SqlText, SqlScanner } from '@rowpact/model';

/** Where a consumer's own paths start, seen from the registry's root folder. */
export function fromRoot<Place extends Location>(source: string, place: Place): Place {
  return { ...place, file: posix.join(source, place.file) };
}

/** A location without what else a place says, such as the function around it. */
export function plainLocation({ file, line, column }: Location): Location {
  return { file, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
}

/** The last line of a text in its source, where that is not the first one too. */
export function endLineOf(statement: SqlText): number | undefined {
  const first = placeInSource(statement, 0);
  const trailing = /\s*$/u.exec(statement.text)?.index ?? statement.text.length;
  const last = placeInSource(statement, Math.max(0, trailing - 1));
  if (last.file !== first.file || last.line <= first.line) return undefined;
  return last.line;
}

/** The place of a name in a statement where the text has it exactly once; null where it would be a guess. */
export function placeOfName(statement: SqlText, name: string): Required<Location> | null {
  const { text } = statement;
  const scanner = new SqlScanner(text);
  let found: number | null = null;
  for (;;) {
    scanner.next();
    if (scanner.kind === 'end') break;
    if (!names(text.slice(scanner.start, scanner.end), scanner.kind, name)) continue;
    if (found !== null) return null;
    found = scanner.start;
  }
  return found === null ? null : placeInSource(statement, found);
}

function names(token: string, kind: SqlScanner['kind'], name: string): boolean {
  if (kind === 'word') return token.toLowerCase() === name;
  return kind === 'quoted' && token.startsWith('"') && token.slice(1, -1).replaceAll('""', '"') === name;
}
