import { quoteIdentifier } from '@rowpact/model';
import type { EmbeddedDatabase } from '../engine/embedded-database.js';
import { askEngine } from './ask-engine.js';
import type { Asked } from './ask-statements.js';
import { WANT, type FoundUses } from './found-uses.js';
import { readStatement, type Reading } from './read-statement.js';

/**
 * Where columns go by position (a star in a UNION, `ORDER BY 2`, `players AS p(a, b)`), a column that nobody names may still be needed:
 * without it the numbers do not match, or another column takes its place. What is so is found by dropping each of them, in a
 * transaction that is rolled back, and asking again.
 */
export async function tryDrops(database: EmbeddedDatabase, asked: readonly Asked[]): Promise<void> {
  const counting = asked
    .filter((one) => one.kind === 'read')
    .filter(({ uses }) => uses.countsColumns && uses.spread.size > 0);
  if (counting.length === 0) return;
  const columns = await droppable(database, new Set(counting.flatMap(({ uses }) => [...uses.spread])));
  await database.exec('BEGIN');
  try {
    for (const column of columns)
      await tryDrop(
        database,
        column,
        counting.filter(({ uses }) => uses.spread.has(column.relation)),
      );
  } finally {
    await database.exec('ROLLBACK');
  }
}

interface DroppableColumn {
  readonly relation: number;
  readonly attnum: number;
  readonly drop: string;
}

async function droppable(
  database: EmbeddedDatabase,
  relations: ReadonlySet<number>,
): Promise<readonly DroppableColumn[]> {
  const rows = await database.query(
    `SELECT c.oid::text AS relation, a.attnum::text AS attnum, n.nspname::text AS schema, c.relname::text AS name, a.attname::text AS column
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attinhcount = 0
    WHERE c.oid = ANY ($1::oid[]) AND c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't'
      AND n.nspname NOT IN ('pg_catalog', 'information_schema')
    ORDER BY c.oid, a.attnum`,
    [`{${[...relations].join(',')}}`],
  );
  return rows.map((row) => {
    const table = `${quoteIdentifier(String(row['schema']))}.${quoteIdentifier(String(row['name']))}`;
    const column = quoteIdentifier(String(row['column']));
    const drop = `ALTER TABLE ${table} DROP COLUMN ${column} CASCADE`;
    return { relation: Number(row['relation']), attnum: Number(row['attnum']), drop };
  });
}

async function tryDrop(
  database: EmbeddedDatabase,
  column: DroppableColumn,
  readings: readonly Reading[],
): Promise<void> {
  await database.exec('SAVEPOINT rowpact_drop');
  try {
    if (!(await isDropped(database, column))) return;
    const questions = readings.map(({ text }) => ({
      text,
      before: ['SAVEPOINT rowpact'],
      after: ['ROLLBACK TO SAVEPOINT rowpact'],
    }));
    const after = await askEngine(database, questions, readStatement);
    readings.forEach((reading, at) => {
      const now = after[at];
      if (now && isHurt(reading, now, column)) reading.uses.need(column.relation, column.attnum);
    });
  } finally {
    await database.exec('ROLLBACK TO SAVEPOINT rowpact_drop');
  }
}

/** Some columns cannot be dropped (a partition key): nothing falls with them. */
async function isDropped(database: EmbeddedDatabase, { drop }: DroppableColumn): Promise<boolean> {
  return database.exec(drop).then(
    () => true,
    () => false,
  );
}

function isHurt(before: Reading, after: Asked, column: DroppableColumn): boolean {
  if (after.kind === 'refused') return true;
  const wanted = before.uses.columns.get(column.relation)?.get(column.attnum) ?? 0;
  const isAnswered = (wanted & WANT.value) !== 0 || before.uses.wholeRows.has(column.relation);
  if (!isAnswered && shapeOf(before) !== shapeOf(after)) return true;
  return isShifted(before.uses, after.uses);
}

function shapeOf({ columns }: Reading): string {
  return JSON.stringify(
    columns.map(({ name, type, typmod, relation, attnum }) => [name, type, typmod, relation, attnum]),
  );
}

/** Whether other columns are now used for more than before. */
function isShifted(before: FoundUses, after: FoundUses): boolean {
  for (const [relation, columns] of after.columns) {
    const known = before.columns.get(relation);
    for (const [column, wanted] of columns) if (wanted & ~(known?.get(column) ?? 0)) return true;
  }
  for (const [relation, { inserted }] of after.writes) {
    const known = before.writes.get(relation)?.inserted;
    for (const column of inserted) if (!known?.has(column)) return true;
  }
  return false;
}
