import type { Nodes, Table, TableRow } from 'mdast';
import { headerRoles, type HeaderRole } from './header-roles.js';
import { headingLists } from './heading-list.js';
import { ListBuilder, tableOf, wholeCell, type RowTable } from './list-builder.js';
import { parseMarkdown } from './load-markdown.js';
import { namesIn, pieceOf } from './named.js';
import { wholeOf } from './pieces.js';
import { RichText, Source } from './rich-text.js';
import type { ReadUseList } from './use-list.js';

/** Every shared table that a Markdown file lists, in tables or, where none is, in lists below headings. */
export function markdownList(text: string, file: string): ReadUseList {
  const source = new Source(text.replace(/^\uFEFF/u, ''), file);
  const root = parseMarkdown(source.text);
  const builder = new ListBuilder();
  for (const table of tablesIn(root)) readTable(source, table, builder);
  const list = builder.list();
  return list.tables.length > 0 ? list : headingLists(source, root);
}

function tablesIn(node: Nodes): readonly Table[] {
  if (node.type === 'table') return [node];
  return 'children' in node ? node.children.flatMap((child) => tablesIn(child)) : [];
}

function readTable(source: Source, { children: [head, ...rows] }: Table, into: ListBuilder): void {
  if (!head) return;
  const roles = headerRoles(head.children.map((cell) => new RichText(source, cell.children).text));
  if (!roles.includes('columns') && !roles.includes('table')) return;
  let above: RowHead = { tables: [], schema: undefined };
  for (const row of rows) above = readRow(source, row, roles, above, into);
}

/** What a row says first, and a row below that leaves these cells empty goes on with. */
interface RowHead {
  readonly tables: readonly RowTable[];
  readonly schema: string | undefined;
}

function readRow(
  source: Source,
  row: TableRow,
  roles: readonly HeaderRole[],
  above: RowHead,
  into: ListBuilder,
): RowHead {
  const cells = row.children.map((cell) => new RichText(source, cell.children));
  const of = (role: HeaderRole): readonly RichText[] =>
    cells.filter(({ text }, index) => roles[index] === role && text.trim() !== '');
  const schema = of('schema')[0]?.text.trim() ?? above.schema;
  const named = of('table').flatMap((rich) => namesIn(rich, wholeOf(rich)).map((name) => ({ rich, name })));
  const tables =
    of('table').length === 0 ? above.tables : named.flatMap(({ rich, name }) => tableOf(rich, name, schema) ?? []);
  for (const { rich, name } of named)
    if (roles.includes('columns') && tableOf(rich, name) === null) into.addUnread(rich, pieceOf(name));
  const consumers = of('consumer').flatMap(consumersIn);
  into.addRow({
    tables,
    columns: roles.includes('columns') ? of('columns').map(wholeCell) : null,
    namesTables: !roles.includes('table'),
    consumers: consumers.length > 0 ? consumers : [null],
  });
  return { tables, schema };
}

/** `westside-contracts (SvelteKit), notifier`: the names, notes left out. */
function consumersIn(rich: RichText): readonly string[] {
  return rich.text
    .replace(/\([^()]*\)/gu, '')
    .split(/[,;\n]|\s(?:and|&|\+|\/)\s/u)
    .map((name) => name.replace(/\s+[-–—:]\s.*$/su, '').trim())
    .filter((name) => name !== '' && !/^(?:[-–—?]+|none|n\/a|nobody)$/iu.test(name));
}
