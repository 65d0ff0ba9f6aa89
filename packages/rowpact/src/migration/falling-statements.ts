import { quoteIdentifier, splitName } from '@rowpact/model';
import { commentLine } from './comment-lines.js';

/** The statements that drop what an announcement names under `cascade:`, so that the drop itself needs no CASCADE. */
export function fallingStatements(cascade: readonly string[]): readonly string[] {
  return cascade.flatMap((item) => {
    const statement = falling(item);
    return statement === null ? [commentLine(`Falls with it, as announced: ${item}.`)] : [statement];
  });
}

const OBJECTS = /^(view|materialized view|table|foreign table|index|sequence|type|domain)\s+(\S.*)$/iu;
/** What is named by its table first. */
const PARTS = /^(column|default|constraint|trigger|policy|rule)\s+(\S.*)$/iu;

/** Null for what has no name of this form, such as a function with its arguments. */
function falling(item: string): string | null {
  const [, object, name = ''] = OBJECTS.exec(item.trim()) ?? [];
  if (object !== undefined) {
    const id = nameOf(splitName(name));
    return id === null ? null : `DROP ${object.toUpperCase()} ${id};`;
  }
  const [, part, path = ''] = PARTS.exec(item.trim()) ?? [];
  const names = splitName(path);
  const own = names?.at(-1);
  const table = nameOf(names?.slice(0, -1) ?? null);
  if (part === undefined || own === undefined || table === null) return null;
  return partStatement(part.toLowerCase(), quoteIdentifier(own), table);
}

function partStatement(part: string, own: string, table: string): string {
  if (part === 'column' || part === 'constraint') return `ALTER TABLE ${table} DROP ${part.toUpperCase()} ${own};`;
  if (part === 'default') return `ALTER TABLE ${table} ALTER COLUMN ${own} DROP DEFAULT;`;
  return `DROP ${part.toUpperCase()} ${own} ON ${table};`;
}

/** A name in SQL, without the schema that is meant anyway. */
function nameOf(parts: readonly string[] | null): string | null {
  if (parts === null || parts.length === 0 || parts.length > 2) return null;
  const shown = parts.length === 2 && parts[0] === 'public' ? parts.slice(1) : parts;
  return shown.map(quoteIdentifier).join('.');
}
