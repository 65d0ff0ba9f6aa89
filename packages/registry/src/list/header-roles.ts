/** What a column of a Markdown table holds, as its header says. */
export type HeaderRole = 'table' | 'columns' | 'consumer' | 'schema' | null;

/**
 * Reads the headers of one table, in any order, case and wording: `Table`, `Shared table`, `Columns used`, `Fields`, `Used
 * by`. `Name` is the table only where nothing else is.
 */
export function headerRoles(headers: readonly string[]): readonly HeaderRole[] {
  const roles = headers.map((header) => roleOf(wordsOf(header)));
  if (roles.includes('table')) return roles;
  const name = headers.findIndex((header) => ['name', 'object', 'names'].includes(wordsOf(header).join(' ')));
  return roles.map((role, index) => (index === name && roles.includes('columns') ? 'table' : role));
}

function wordsOf(header: string): readonly string[] {
  return header
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function roleOf(words: readonly string[]): HeaderRole {
  if (has(words, COLUMNS)) return has(words, ABOUT) ? null : 'columns';
  if (words.length > 0 && words.every((word) => USES.has(word)) && !has(words, new Set(['by', 'with'])))
    return 'columns';
  if (has(words, TABLES)) return has(words, ABOUT) ? null : 'table';
  if (has(words, CONSUMERS) || /(?:used|read|written|shared|consumed) (?:by|with)/u.test(words.join(' ')))
    return has(words, ABOUT) ? null : 'consumer';
  return words.join(' ') === 'schema' ? 'schema' : null;
}

function has(words: readonly string[], any: ReadonlySet<string>): boolean {
  return words.some((word) => any.has(word));
}

const COLUMNS = new Set(['column', 'columns', 'field', 'fields', 'attribute', 'attributes', 'cols']);
const TABLES = new Set(['table', 'tables', 'relation', 'relations', 'view', 'views', 'entity', 'entities']);
const CONSUMERS = new Set(
  'consumer consumers service services client clients app apps application applications downstream'.split(' '),
);
/** A header of these words alone: `Reads`, `Written`, `Reads / writes`. */
const USES = new Set('read reads write writes written used inserts updates selects selected and or'.split(' '));
/** Said about a table or column, not naming one: `Column type`, `Number of columns`. */
const ABOUT = new Set(
  'type types count number comment comments description descriptions default note notes owner owners reason why size'.split(
    ' ',
  ),
);
