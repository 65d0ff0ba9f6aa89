import { quoteIdentifier } from '@rowpact/model';
import type { EmbeddedDatabase } from '../engine/embedded-database.js';
import type { RefusedAnswer } from './answer.js';
import { WANT, type FoundUses } from './found-uses.js';
import type { Reading } from './read-statement.js';
import type { NamedRelation } from './utility-command.js';

/** Looks up, in one query, the relations that utility statements name, and notes what is done with them. */
export async function nameRelations(database: EmbeddedDatabase, asked: (Reading | RefusedAnswer)[]): Promise<void> {
  const names = new Set<string>();
  for (const reading of asked)
    if (reading.kind === 'read') for (const relation of reading.named) names.add(sqlName(relation));
  if (names.size === 0) return;
  const found = await lookUp(database, [...names]);
  for (const [at, reading] of asked.entries()) {
    if (reading.kind === 'refused') continue;
    for (const relation of reading.named) {
      const refusal = note(relation, found.get(sqlName(relation)) ?? null, reading);
      if (refusal) {
        asked[at] = refusal;
        break;
      }
    }
  }
}

interface FoundRelation {
  readonly oid: number;
  /** Numbers of its columns by name, generated ones left out for `COPY … FROM`. */
  readonly columns: ReadonlyMap<string, { readonly attnum: number; readonly generated: boolean }>;
}

async function lookUp(
  database: EmbeddedDatabase,
  names: readonly string[],
): Promise<ReadonlyMap<string, FoundRelation>> {
  const rows = await database.query(
    `SELECT name, to_regclass(name)::oid::text AS oid,
      (SELECT coalesce(json_agg(json_build_array(a.attname, a.attnum, a.attgenerated <> '') ORDER BY a.attnum), '[]')::text
        FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = to_regclass(name) AND a.attnum > 0 AND NOT a.attisdropped) AS columns
    FROM pg_catalog.unnest($1::text[]) AS name WHERE to_regclass(name) IS NOT NULL`,
    [names],
  );
  return new Map(
    rows.map((row) => {
      // json_build_array of the query above answers these, in this order
      const columns = JSON.parse(String(row['columns'])) as readonly (readonly [string, number, boolean])[];
      const byName = new Map(columns.map(([name, attnum, generated]) => [name, { attnum, generated }] as const));
      return [String(row['name']), { oid: Number(row['oid']), columns: byName }];
    }),
  );
}

/** @returns why PostgreSQL would refuse the statement, null where it would not. */
function note(relation: NamedRelation, found: FoundRelation | null, { uses, text }: Reading): RefusedAnswer | null {
  if (!found) return relation.mustExist ? missing(relation, text) : null;
  uses.relation(found.oid);
  if (relation.does === 'empties') uses.write(found.oid).deletes = true;
  if (relation.does !== 'copies in' && relation.does !== 'copies out') return null;
  const columns = relation.columns ?? [...found.columns].flatMap(([name, { generated }]) => (generated ? [] : [name]));
  for (const name of columns) {
    const column = found.columns.get(name);
    if (!column) return missingColumn(name, relation);
    noteCopy(uses, found.oid, column.attnum, relation);
  }
  if (relation.columns === null) uses.wildcards.add(found.oid);
  return null;
}

function noteCopy(uses: FoundUses, oid: number, attnum: number, { does, columns }: NamedRelation): void {
  if (does === 'copies out') return uses.column(oid, attnum, columns === null ? WANT.value : WANT.named);
  const write = uses.write(oid);
  write.inserts = true;
  write.inserted.add(attnum);
}

function missing(relation: NamedRelation, text: string): RefusedAnswer {
  const name = relation.schema === null ? relation.name : `${relation.schema}.${relation.name}`;
  const offset = Buffer.from(text).subarray(0, relation.location).toString().length;
  return { ...REFUSED, sqlstate: '42P01', message: `relation "${name}" does not exist`, offset };
}

function missingColumn(column: string, { name }: NamedRelation): RefusedAnswer {
  return { ...REFUSED, sqlstate: '42703', message: `column "${column}" of relation "${name}" does not exist` };
}

const REFUSED = { kind: 'refused', detail: null, hint: null, offset: null } as const;

function sqlName({ schema, name }: NamedRelation): string {
  return schema === null ? quoteIdentifier(name) : `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}
