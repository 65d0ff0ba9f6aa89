import { partsOf, relationId, DEFAULT_SCHEMA, type RelationId } from '@rowpact/model';
import { namesIn, pieceOf, type Inner, type Named } from './named.js';
import { wholeOf, type Piece } from './pieces.js';
import type { RichText } from './rich-text.js';
import type { ListedColumn, ListedTable, ReadUseList, UnreadCell } from './use-list.js';

/** A table that a row names. */
export interface RowTable {
  readonly relation: RelationId;
  readonly location: ListedTable['location'];
  readonly rich: RichText;
  /** The brackets behind its name. */
  readonly inner: Inner | null;
}

/** What one row, heading or list item says. */
export interface ListedRow {
  readonly tables: readonly RowTable[];
  /** The parts of a text that list columns; null where nothing but brackets behind the tables could. */
  readonly columns: readonly (readonly [rich: RichText, piece: Piece])[] | null;
  /** Whether its columns may bring tables of their own: `players.id` where no cell names the table. */
  readonly namesTables: boolean;
  /** Null stands for "it does not say who". */
  readonly consumers: readonly (string | null)[];
}

/** The table that a name means; null for words, and for a name with too many parts. */
export function tableOf(rich: RichText, named: Named, schema: string = DEFAULT_SCHEMA): RowTable | null {
  if (named.kind === 'prose') return aliased(rich, named, schema);
  const [first, second, ...more] = named.parts;
  if (first === undefined || more.length > 0) return null;
  const relation = second === undefined ? relationId(schema, first) : relationId(first, second);
  return { relation, location: rich.locationAt(named.at), rich, inner: named.kind === 'name' ? named.inner : null };
}

/** `players p`, `players AS p`. */
function aliased(rich: RichText, named: Extract<Named, { kind: 'prose' }>, schema: string): RowTable | null {
  const text = rich.text.slice(named.at, named.end);
  const name = /^(\S+)\s+(?:as\s+)?[a-z]\w?$/iu.exec(text)?.[1];
  const [found] = name === undefined ? [] : namesIn(rich, { start: named.at, end: named.at + name.length });
  return found === undefined || found.kind === 'prose' ? null : tableOf(rich, found, schema);
}

interface Draft {
  readonly relation: RelationId;
  readonly location: ListedTable['location'];
  readonly consumer: string | null;
  all: boolean;
  readonly columns: Map<string, ListedColumn>;
}

/** Puts together what the rows of a file say. What several rows say of one table and consumer becomes one entry. */
export class ListBuilder {
  readonly #drafts = new Map<string, Draft>();
  readonly #unread: UnreadCell[] = [];

  addRow(row: ListedRow): void {
    const cells = (row.columns ?? []).filter(([rich, { start, end }]) => rich.text.slice(start, end).trim() !== '');
    for (const table of row.tables) {
      const inner = table.inner && isList(table.rich, table.inner, cells.length > 0) ? table.inner : null;
      if (inner === null && row.columns === null) continue;
      this.#draftsOf(table, row.consumers);
      if (inner) this.#addColumns(table, row.consumers, table.rich, inner.piece);
    }
    for (const [rich, piece] of cells) for (const named of namesIn(rich, piece)) this.#addNamed(rich, named, row);
  }

  addUnread(rich: RichText, { start, end }: Piece): void {
    this.#unread.push({ text: rich.text.slice(start, end), location: rich.locationAt(start) });
  }

  list(): ReadUseList {
    const tables = [...this.#drafts.values()].map((draft) => ({ ...draft, columns: [...draft.columns.values()] }));
    return { tables, unread: this.#unread };
  }

  /** One item of a columns cell: `id`, `players.id`, `p.id`, `players.*`, `teams(id, name)`. */
  #addNamed(rich: RichText, named: Named, { tables, consumers, namesTables }: ListedRow): void {
    if (named.kind === 'prose') {
      this.addUnread(rich, pieceOf(named));
      return;
    }
    const meantBy = (parts: readonly string[]): readonly RowTable[] =>
      tablesMeant(rich, named, parts, tables, namesTables);
    const [called] = named.kind === 'name' && named.inner?.list ? meantBy(named.parts) : [];
    if (called && named.kind === 'name' && named.inner && isCalled(called, named.parts)) {
      this.#addColumns(called, consumers, rich, named.inner.piece);
      return;
    }
    const qualifier = named.kind === 'all' ? named.parts : named.parts.slice(0, -1);
    const meant = qualifier.length === 0 ? tables : meantBy(qualifier);
    if (meant.length === 0) this.addUnread(rich, pieceOf(named));
    for (const one of meant) this.#add(one, consumers, rich, named);
  }

  #addColumns(table: RowTable, consumers: ListedRow['consumers'], rich: RichText, piece: Piece): void {
    for (const named of namesIn(rich, piece)) {
      if (named.kind === 'prose') this.addUnread(rich, pieceOf(named));
      else this.#add(table, consumers, rich, named);
    }
  }

  #add(
    table: RowTable,
    consumers: ListedRow['consumers'],
    rich: RichText,
    named: Exclude<Named, { kind: 'prose' }>,
  ): void {
    const name = named.parts.at(-1);
    for (const draft of this.#draftsOf(table, consumers)) {
      if (named.kind === 'all') draft.all = true;
      else if (name !== undefined && !draft.columns.has(name))
        draft.columns.set(name, { name, location: rich.locationAt(named.at) });
    }
  }

  #draftsOf({ relation, location }: RowTable, consumers: ListedRow['consumers']): readonly Draft[] {
    return consumers.map((consumer) => {
      const key = JSON.stringify([relation, consumer]);
      const draft = this.#drafts.get(key) ?? {
        relation,
        location,
        consumer,
        all: false,
        columns: new Map<string, ListedColumn>(),
      };
      this.#drafts.set(key, draft);
      return draft;
    });
  }
}

/** Whether brackets list columns rather than hold a note: `players(id, name)` does, `players (shared)` does not. */
function isList(rich: RichText, inner: Inner, hasCells: boolean): boolean {
  if (inner.list) return true;
  const names = namesIn(rich, inner.piece);
  return !hasCells && names.length > 1 && names.every(({ kind }) => kind !== 'prose');
}

/** The row's tables that a qualifier means: by their names, as an alias of the only one, or, where no cell names one, itself. */
function tablesMeant(
  rich: RichText,
  named: Named,
  qualifier: readonly string[],
  tables: readonly RowTable[],
  namesTables: boolean,
): readonly RowTable[] {
  const own = tables.filter((table) => isCalled(table, qualifier));
  if (own.length > 0 || tables.length > 1) return own;
  if (tables.length === 1) return tables;
  const table = namesTables ? tableOf(rich, { kind: 'all', parts: qualifier, at: named.at, end: named.end }) : null;
  return table ? [table] : [];
}

function isCalled({ relation }: RowTable, parts: readonly string[]): boolean {
  const { schema, name } = partsOf(relation);
  return parts.at(-1) === name && (parts.length === 1 || parts.at(-2) === schema);
}

/** A text as a whole, as `ListedRow.columns` wants it. */
export function wholeCell(rich: RichText): readonly [RichText, Piece] {
  return [rich, wholeOf(rich)];
}
