import { chance, draw, pick } from './draw.js';
import type { LeagueColumn, LeagueTable } from './league-table.js';
import { leagueTables } from './league-table.js';
import { typesMigration } from './league-types.js';
import { inRuns, type ProducerSize } from './producer-size.js';
import { leagueViews } from './league-views.js';

/** One file of the producer's migrations folder. */
export interface LeagueMigration {
  readonly file: string;
  readonly sql: string;
}

/** The generated producer: its migrations, and every relation that they leave behind. */
export interface LeagueProducer {
  readonly migrations: readonly LeagueMigration[];
  /** As SQL names them. */
  readonly relations: readonly string[];
  /** Of all relations together. */
  readonly columns: number;
}

/** Columns of each table that a later migration adds. */
const ADDED_LATER = 4;

/** Builds the producer; the same text for the same size, always. */
export function leagueProducer(size: ProducerSize): LeagueProducer {
  const tables = leagueTables(size);
  const views = leagueViews(tables, size.views);
  const steps = [
    { name: 'types', sql: typesMigration(size.enums) },
    ...inRuns(tables, size.tableFiles).map((run) => ({ name: 'tables', sql: run.map(createTable).join('\n') })),
    ...inRuns(tables, size.columnFiles).map((run) => ({ name: 'columns', sql: run.map(addColumns).join('\n') })),
    ...inRuns(views, size.viewFiles).map((run) => ({ name: 'views', sql: run.map((view) => view.sql).join('\n') })),
  ];
  const migrations = steps.map(({ name, sql }, at) => ({ file: migrationFile(at + 1, name), sql }));
  const columns = [...tables.map((table) => table.columns), ...views.map((view) => view.columns)].flat().length;
  return { migrations, relations: [...tables, ...views].map((relation) => relation.name), columns };
}

/** The next migration a producer would write: one more column on one table, another one each time. */
export function nextMigration(size: ProducerSize, count: number): LeagueMigration {
  const tables = leagueTables(size);
  const table = tables[draw(`append ${count}`, tables.length)];
  if (!table) throw new RangeError('the producer has no table');
  return {
    file: migrationFile(count, 'one_more'),
    sql: `ALTER TABLE ${table.name} ADD COLUMN appended_${count} text;\n`,
  };
}

/** A migration that breaks who uses a table's `amount`, and adds a column that is another one with each edit. */
export function breakingMigration(table: string, count: number, edit: number): LeagueMigration {
  return {
    file: migrationFile(count, 'amounts_go'),
    sql: `ALTER TABLE ${table} DROP COLUMN amount;\nALTER TABLE ${table} ADD COLUMN edited_${edit} text;\n`,
  };
}

/** Tables that no view reads, as SQL names them: what is dropped of them takes nothing with it. */
export function tablesWithoutViews(size: ProducerSize): readonly string[] {
  const tables = leagueTables(size);
  const text = leagueViews(tables, size.views)
    .map(({ sql }) => sql)
    .join('\n');
  const named = new Set(text.match(/[a-z_0-9.]+/gu));
  return tables.map(({ name }) => name).filter((name) => !named.has(name));
}

function migrationFile(version: number, name: string): string {
  return `${String(version).padStart(4, '0')}_${name}.sql`;
}

function createTable(table: LeagueTable): string {
  const columns = table.columns.slice(0, -ADDED_LATER);
  const lines = columns.map((column) => `  ${column.name} ${column.definition}`);
  return [
    `CREATE TABLE ${table.name} (\n${[...lines, ...constraints(table)].join(',\n')}\n);`,
    ...indexes(table),
    ...(table.comment === null ? [] : [`COMMENT ON TABLE ${table.name} IS ${literal(table.comment)};`]),
    ...columns.flatMap((column) => columnComment(table, column)),
    '',
  ].join('\n');
}

function constraints({ name, references }: LeagueTable): readonly string[] {
  const bare = name.replace('.', '_');
  return [
    `  CONSTRAINT ${bare}_amount CHECK (amount >= 0)`,
    ...(chance(`${name} unique`, 40) ? [`  CONSTRAINT ${bare}_code UNIQUE (code)`] : []),
    ...references.map(
      ({ column, table }) =>
        `  CONSTRAINT ${bare}_${column} FOREIGN KEY (${column}) REFERENCES ${table} (id) ON DELETE ${pick(`${name} ${column}`, ['CASCADE', 'SET NULL', 'RESTRICT'])}`,
    ),
  ];
}

function indexes({ name }: LeagueTable): readonly string[] {
  const bare = name.replace('.', '_');
  return [
    `CREATE INDEX ${bare}_created ON ${name} (created_at);`,
    ...(chance(`${name} partial`, 25) ? [`CREATE UNIQUE INDEX ${bare}_paid ON ${name} (code) WHERE amount > 0;`] : []),
    ...(chance(`${name} lower`, 10) ? [`CREATE UNIQUE INDEX ${bare}_lower ON ${name} (lower(code), id);`] : []),
  ];
}

function addColumns(table: LeagueTable): string {
  const columns = table.columns.slice(-ADDED_LATER);
  const clauses = columns.map((column) => `  ADD COLUMN ${column.name} ${column.definition}`);
  const comments = columns.flatMap((column) => columnComment(table, column));
  return [`ALTER TABLE ${table.name}\n${clauses.join(',\n')};`, ...comments, ''].join('\n');
}

function columnComment(table: LeagueTable, { name, comment }: LeagueColumn): readonly string[] {
  return comment === null ? [] : [`COMMENT ON COLUMN ${table.name}.${name} IS ${literal(comment)};`];
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
