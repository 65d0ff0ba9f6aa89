import type { Heading, List, Nodes, Root, Table } from 'mdast';
import { headerRoles } from './header-roles.js';
import { ListBuilder, tableOf, wholeCell, type ListedRow, type RowTable } from './list-builder.js';
import { namesIn } from './named.js';
import { wholeOf, type Piece } from './pieces.js';
import { RichText, type Source } from './rich-text.js';
import type { ReadUseList } from './use-list.js';

const NOBODY: ListedRow['consumers'] = [null];

/**
 * The fallback for files without a table of tables: a heading that names a table above a list, or a Markdown table, of its
 * columns; and lists whose every item names a table and its columns (`players: id, name`).
 */
export function headingLists(source: Source, root: Root): ReadUseList {
  const builder = new ListBuilder();
  let current: { readonly table: RowTable; readonly depth: number } | null = null;
  for (const node of root.children) {
    if (node.type === 'heading') {
      const table = tableInHeading(source, node);
      if (table) current = { table, depth: node.depth };
      else if (current && node.depth <= current.depth) current = null;
    }
    const rows = current ? rowsBelow(source, node, current.table) : node.type === 'list' ? itemRows(source, node) : [];
    for (const row of rows) builder.addRow(row);
  }
  return builder.list();
}

/** `` `players` ``, `Table players`, `The players table`, `players`; words such as `Checklist` are no table. */
function tableInHeading(source: Source, heading: Heading): RowTable | null {
  const rich = new RichText(source, heading.children);
  const { start, end } = wholeOf(rich);
  const text = rich.text.slice(start, end);
  const prefix = /^(?:(?:the|shared)\s+)*(?:tables?|views?|relations?)\s*:?\s+/iu.exec(text)?.[0].length ?? 0;
  const the = /^the\s+(?=\S+\s+(?:table|view|relation)\b)/iu.exec(text)?.[0].length ?? 0;
  const from = start + Math.max(prefix, the);
  const suffix = /\s+(?:table|view|relation)$/iu.exec(rich.text.slice(from, end));
  const piece = { start: from, end: end - (suffix?.[0].length ?? 0) };
  const plain = /^[\p{Ll}_][\p{Ll}\p{N}_$]*(?:\.[\p{Ll}_][\p{Ll}\p{N}_$]*)?$/u.test(
    rich.text.slice(piece.start, piece.end),
  );
  if (!plain && !rich.isCode(from) && prefix === 0 && !suffix) return null;
  const [named, ...more] = namesIn(rich, piece);
  return named && more.length === 0 ? tableOf(rich, named) : null;
}

function rowsBelow(source: Source, node: Nodes, table: RowTable): readonly ListedRow[] {
  if (node.type === 'table') return columnRows(source, node, table);
  if (node.type !== 'list') return [];
  const items = textsOf(source, node);
  const names = items.map((rich) => namesIn(rich, wholeOf(rich)));
  const isList = names.some((found) => found.length > 0) && names.every(([first]) => first?.kind !== 'prose');
  return isList ? [{ tables: [table], columns: items.map(wholeCell), namesTables: false, consumers: NOBODY }] : [];
}

/** A Markdown table with a row for each column. */
function columnRows(source: Source, { children: [head, ...rows] }: Table, table: RowTable): readonly ListedRow[] {
  const roles = headerRoles((head?.children ?? []).map((cell) => new RichText(source, cell.children).text));
  if (!roles.includes('columns')) return [];
  const columns = rows.flatMap((row) =>
    row.children.flatMap((cell, index) =>
      roles[index] === 'columns' ? [wholeCell(new RichText(source, cell.children))] : [],
    ),
  );
  return [{ tables: [table], columns, namesTables: false, consumers: NOBODY }];
}

/** A row for each item of a list that names tables with their columns; none where any item does not. */
function itemRows(source: Source, list: List): readonly ListedRow[] {
  const rows = textsOf(source, list).map(itemRow);
  return rows.every((row) => row !== null) ? rows : [];
}

function itemRow(rich: RichText): ListedRow | null {
  const whole = wholeOf(rich);
  const [first] = namesIn(rich, whole);
  const table = first ? tableOf(rich, first) : null;
  if (!first || first.kind !== 'name' || !table) return null;
  if (first.inner?.list) return { tables: [table], columns: null, namesTables: false, consumers: NOBODY };
  const colon = /^\s*(?::|[-–—]+\s)\s*/u.exec(rich.text.slice(first.rest.start, whole.end));
  if (!colon) return null;
  const columns: Piece = { start: first.rest.start + colon[0].length, end: whole.end };
  const names = namesIn(rich, columns);
  if (names.length === 0 || names.some(({ kind }) => kind === 'prose')) return null;
  return { tables: [{ ...table, inner: null }], columns: [[rich, columns]], namesTables: false, consumers: NOBODY };
}

/** The first paragraph of each item. */
function textsOf(source: Source, list: List): readonly RichText[] {
  return list.children.flatMap(({ children: [first] }) =>
    first?.type === 'paragraph' ? [new RichText(source, first.children)] : [],
  );
}
