import { draw } from './draw.js';
import type { LeagueTable } from './league-table.js';

/** One view of the generated producer. */
export interface LeagueView {
  readonly name: string;
  /** What it selects, as SQL. */
  readonly columns: readonly string[];
  readonly sql: string;
}

const COLUMNS_PER_SIDE = 6;

/** Views by turns: a join with a parent, a filtered list, and totals per day. */
export function leagueViews(tables: readonly LeagueTable[], count: number): readonly LeagueView[] {
  return Array.from({ length: count }, (_, at) => {
    const name = `league_report_${String(at + 1).padStart(3, '0')}`;
    const table = tables[draw(name, tables.length)];
    if (!table) throw new RangeError('the producer has no table');
    const { columns, from } = query(at, table);
    return { name, columns, sql: `CREATE VIEW ${name} AS\nSELECT ${columns.join(', ')}\n${from};\n` };
  });
}

function query(at: number, table: LeagueTable): { readonly columns: readonly string[]; readonly from: string } {
  const [reference] = table.references;
  const own = table.columns.slice(-COLUMNS_PER_SIDE).map((column) => `t.${column.name}`);
  if (at % 3 === 0 && reference) {
    return {
      columns: ['t.id', 'p.id AS parent_id', 'p.code AS parent_code', ...own, 't.amount + p.amount AS combined'],
      from: `FROM ${table.name} t LEFT JOIN ${reference.table} p ON p.id = t.${reference.column}`,
    };
  }
  if (at % 3 === 1) {
    const columns = ['t.id', 't.code', ...own, 'coalesce(t.amount, 0) AS value'];
    return { columns, from: `FROM ${table.name} t WHERE t.amount > 0` };
  }
  return { columns: TOTALS, from: `FROM ${table.name} t GROUP BY 1` };
}

const TOTALS = [
  "date_trunc('day', t.created_at) AS day",
  'count(*) AS entries',
  'sum(t.amount) AS total',
  'max(t.code) AS last_code',
];
