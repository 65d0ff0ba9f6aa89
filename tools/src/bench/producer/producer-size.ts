/** How big the generated producer is. The files of migrations are one for types, then tables, then added columns, then views. */
export interface ProducerSize {
  readonly tables: number;
  readonly columnsPerTable: number;
  readonly views: number;
  readonly enums: number;
  readonly tableFiles: number;
  readonly columnFiles: number;
  readonly viewFiles: number;
}

/** Issue 2, section 10: a big producer as real companies have it, in 200 migrations. */
export const FULL_SIZE: ProducerSize = {
  tables: 1000,
  columnsPerTable: 30,
  views: 200,
  enums: 50,
  tableFiles: 149,
  columnFiles: 40,
  viewFiles: 10,
};

/** For a smoke test: every kind of thing once, nothing worth timing. */
export const QUICK_SIZE: ProducerSize = {
  tables: 50,
  columnsPerTable: 30,
  views: 10,
  enums: 5,
  tableFiles: 7,
  columnFiles: 2,
  viewFiles: 2,
};

/** How many migration files there are. */
export function migrationCount(size: ProducerSize): number {
  return 1 + size.tableFiles + size.columnFiles + size.viewFiles;
}

/** Splits a list into so many runs of almost equal length, in order. */
export function inRuns<Item>(items: readonly Item[], runs: number): readonly (readonly Item[])[] {
  return Array.from({ length: runs }, (_, at) =>
    items.slice(Math.floor((at * items.length) / runs), Math.floor(((at + 1) * items.length) / runs)),
  );
}
