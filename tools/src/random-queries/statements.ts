import { Choices } from './choices.js';
import type { VisibleColumn } from './expressions.js';
import { named, Queries } from './queries.js';
import { TABLES, type ValueType } from './schema.js';

/** Beyond this depth texts become long before they become different. */
const DEPTH = 3;

/** One random statement; the same bytes make the same. Now and then PostgreSQL refuses one, or it fails over its data. */
export function randomStatement(bytes: Uint8Array): string {
  const choices = new Choices(bytes);
  const queries = new Queries(choices);
  const types = choices.several(1, 4, () => choices.of<ValueType>('int', 'text', 'bool', 'jsonb'));
  const depth = 1 + choices.below(DEPTH);
  if (choices.onceIn(6)) return writing(choices, queries, types, depth - 1);
  return queries.query(types, [], depth);
}

function writing(choices: Choices, queries: Queries, types: readonly ValueType[], depth: number): string {
  const table = choices.of('a', 'b', 'c');
  const columns = TABLES[table];
  const [, n, m, t, u] = columns.map(({ name }) => name);
  const rows = (...prefixes: readonly string[]): readonly VisibleColumn[] =>
    prefixes.flatMap((prefix) => [
      ...columns.map(({ name, type }) => ({ sql: `${prefix}.${name}`, type })),
      { sql: `to_jsonb(${prefix})`, type: 'jsonb' as const },
    ]);
  const returning = (visible: readonly VisibleColumn[]): string =>
    ` returning ${named(types.map((type) => queries.expressions(visible).of(type, Math.min(depth, 1))))}`;
  const every = rows('x', 'old', 'new');
  const value = (visible: readonly VisibleColumn[], type: ValueType): string =>
    queries.expressions(visible).of(type, depth);
  const set = (visible: readonly VisibleColumn[]): string =>
    `${choices.of(m, n) ?? ''} = ${value(visible, 'int')}, ${choices.of(u, t) ?? ''} = ${value(visible, 'text')}`;
  const source = queries.from([], depth);
  switch (choices.below(5)) {
    case 0:
      return `update ${table} as x set ${set(rows('x'))}${queries.where(rows('x'), depth)}${returning(every)}`;
    case 1: {
      const visible = [...rows('x'), ...source.columns];
      return `update ${table} as x set ${set(visible)} from ${source.sql}${queries.where(visible, depth)}${returning([...every, ...source.columns])}`;
    }
    case 2: {
      const visible = [...rows('x'), ...source.columns];
      return `delete from ${table} as x using ${source.sql}${queries.where(visible, depth)}${returning([...every, ...source.columns])}`;
    }
    case 3: {
      const conflict = choices.of(
        '',
        ` on conflict (id) do update set ${set(rows('x', 'excluded'))}`,
        ' on conflict do nothing',
      );
      const id = choices.of('50', '1');
      return `insert into ${table} as x (id, ${[n, m, t, u].join(', ')}, ${table}f) values (${id}, ${value([], 'int')}, ${value([], 'int')}, ${value([], 'text')}, ${value([], 'text')}, true)${conflict}${returning(every)}`;
    }
    default: {
      const visible = [...rows('x'), ...source.columns];
      const key = source.columns.find(({ type }) => type === 'int')?.sql ?? '1';
      const unmatched = choices.of(
        '',
        ` when not matched by source then ${choices.of('delete', `update set ${set(rows('x'))}`)}`,
      );
      const inserted = choices.of(
        '',
        ` when not matched then insert (id, ${n ?? ''}, ${t ?? ''}, ${table}f) values (60, 1, 'made', true)`,
      );
      return `merge into ${table} as x using ${source.sql} on x.id = ${key} when matched then ${choices.of(`update set ${set(visible)}`, 'delete')}${unmatched}${inserted}${returning([...every, ...source.columns])}`;
    }
  }
}
