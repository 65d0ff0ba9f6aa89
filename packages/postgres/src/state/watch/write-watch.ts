import { quoteIdentifier, quoteLiteral } from '@rowpact/model';
import { numberOf, type CatalogQuery } from '../../catalog/catalog-query.js';
import type { NamedTarget } from './untreed-target.js';
import type { NamedWrite, SeenStatement, SeenWrite } from './read-write-notice.js';

/** Rows of a relation that one statement of a migration writes. */
export interface Write {
  readonly relation: number;
  readonly how: 'insert' | 'update' | 'delete' | 'truncate';
  readonly attnums: readonly number[];
  /** Its number. */
  readonly statement: number;
}

/** Collects what the statements of a migration write, in the order in which they run. */
export class WriteWatch {
  private readonly writes = new Map<string, Write & { readonly set: Set<number> }>();
  private readonly unresolved = new Map<string, NamedWrite>();

  begin(): void {
    this.writes.clear();
    this.unresolved.clear();
  }

  take(seen: SeenStatement, statement: number): void {
    for (const write of seen.writes) this.add(write, statement);
    for (const named of seen.named) this.unresolved.set(JSON.stringify(named), named);
  }

  /** Looks up what was named, once its statement has run. */
  async resolve(query: CatalogQuery, statement: number): Promise<void> {
    for (const named of this.unresolved.values()) {
      for (const relation of await resolved(query, named))
        this.add({ relation, how: named.how, attnums: [] }, statement);
    }
    this.unresolved.clear();
  }

  /** Of a statement whose tree nobody saw: every column may be set. */
  async takeNamed(query: CatalogQuery, target: NamedTarget, statement: number): Promise<void> {
    const { schema, name, how, updates } = target;
    for (const relation of await resolved(query, { schema, name, how: 'insert', cascades: false })) {
      if (how !== 'update') this.add({ relation, how, attnums: [] }, statement);
      if (updates) this.add({ relation, how: 'update', attnums: await attnumsOf(query, relation) }, statement);
    }
  }

  /** What these statements did is undone. */
  rolledBack(from: number): void {
    for (const [key, { statement }] of this.writes) if (statement >= from) this.writes.delete(key);
    this.unresolved.clear();
  }

  all(): readonly Write[] {
    return [...this.writes.values()].map(({ relation, how, statement, set }) => ({
      relation,
      how,
      statement,
      attnums: [...set].sort((left, right) => left - right),
    }));
  }

  private add({ relation, how, attnums }: SeenWrite | Omit<Write, 'statement'>, statement: number): void {
    const key = `${statement} ${how} ${relation}`;
    const known = this.writes.get(key) ?? { relation, how, attnums, statement, set: new Set<number>() };
    this.writes.set(key, known);
    for (const attnum of attnums) known.set.add(attnum);
  }
}

/** The relation that a name means, and those that a TRUNCATE of it empties besides: children, and with CASCADE who references one. */
async function resolved(query: CatalogQuery, { schema, name, how, cascades }: NamedWrite): Promise<readonly number[]> {
  const text = (schema === null ? '' : `${quoteIdentifier(schema)}.`) + quoteIdentifier(name);
  const named = `pg_catalog.to_regclass(${quoteLiteral(text)})::pg_catalog.oid`;
  if (how !== 'truncate') return (await query(`select ${named}::text as oid`)).flatMap(oidOf);
  const references = cascades
    ? `union all select k.conrelid, k.confrelid from pg_catalog.pg_constraint k where k.contype = 'f'`
    : '';
  const rows = await query(`
    with recursive emptied(oid) as (
      select ${named}
      union
      select link.follower from emptied join (
        select h.inhrelid as follower, h.inhparent as leader from pg_catalog.pg_inherits h ${references}
      ) link on link.leader = emptied.oid
    )
    select oid::text as oid from emptied`);
  return rows.flatMap(oidOf);
}

async function attnumsOf(query: CatalogQuery, relation: number): Promise<readonly number[]> {
  const rows = await query(`
    select a.attnum::text as oid from pg_catalog.pg_attribute a
    where a.attrelid = ${relation} and a.attnum > 0 and not a.attisdropped order by a.attnum`);
  return rows.flatMap(oidOf);
}

function oidOf(row: Readonly<Record<string, unknown>>): readonly number[] {
  return row['oid'] === null ? [] : [numberOf(row, 'oid')];
}
