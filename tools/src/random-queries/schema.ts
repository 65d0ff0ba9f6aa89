/** The types of the columns and expressions of random queries. */
export type ValueType = 'int' | 'text' | 'bool' | 'jsonb';

export interface TableColumn {
  readonly name: string;
  readonly type: ValueType;
}

function columnsOf(prefix: string): readonly TableColumn[] {
  return [
    { name: 'id', type: 'int' },
    { name: `${prefix}n`, type: 'int' },
    { name: `${prefix}m`, type: 'int' },
    { name: `${prefix}t`, type: 'text' },
    { name: `${prefix}u`, type: 'text' },
    { name: `${prefix}f`, type: 'bool' },
    { name: `${prefix}g`, type: 'bool' },
  ];
}

/** Tables and views with their columns; no two have one of the same name but `id`. */
export const TABLES = {
  a: columnsOf('a'),
  b: columnsOf('b'),
  c: columnsOf('c'),
} as const;
export const VIEWS = { v: columnsOf('v'), w: columnsOf('w') } as const;

function table(name: string): string {
  return `create table ${name} (id int primary key, ${name}n int not null, ${name}m int, ${name}t text not null, ${name}u text,
    ${name}f bool not null, ${name}g bool);`;
}

/** Tables whose columns take NULL (m, u, g) and refuse it (n, t, f), views over an outer join and a condition, a child. */
export const SCHEMA = `${table('a')}${table('b')}${table('c')}
create table a_child () inherits (a);
create view v(id, vn, vm, vt, vu, vf, vg) as select a.id, a.an, b.bn, coalesce(b.bu, ''), b.bt, a.af, b.bf from a left join b on b.id = a.am;
create view w(id, wn, wm, wt, wu, wf, wg) as select c.id, c.cm, c.cm + 1, c.ct, c.cu, c.cg is not null, c.cg from c where c.cm > 0;
create function twice(int) returns int language sql as 'select nullif($1, 2) * 2';`;

/** What is in the tables, by turns: the first empties them, each of the others follows on the one before it. */
export const STATES: readonly string[] = [
  `truncate a, b, c;
   insert into a values (1, 1, null, 'x', null, true, null), (2, 0, 1, '', 'u', false, true), (3, 2, 5, 'ab', '', true, false);
   insert into a_child values (4, 7, 1, 'child', null, false, null);
   insert into b values (1, 3, null, 'b', null, false, null), (5, 1, 2, 'x', 'x', true, true);
   insert into c values (1, 1, null, 'c', null, true, null), (2, 2, 2, 'x', 'u', true, false), (7, 0, 1, '', null, false, true);`,
  'delete from b; delete from c where id > 1; update a set am = null, au = null;',
  'delete from a;',
];
