import type { Choices } from './choices.js';
import { Expressions, type VisibleColumn } from './expressions.js';
import { TABLES, VIEWS, type TableColumn, type ValueType } from './schema.js';

/** What is put together in FROM: the text, and the columns that it brings into sight. */
interface Source {
  readonly sql: string;
  readonly columns: readonly VisibleColumn[];
}

/** Makes random queries; each answers columns `c1`, `c2`, … of the types asked for. */
export class Queries {
  /** Common table expressions around what is being made. */
  private readonly tables: { readonly name: string; readonly columns: readonly TableColumn[] }[] = [
    ...Object.entries({ ...TABLES, ...VIEWS }).map(([name, columns]) => ({ name, columns })),
  ];

  constructor(private readonly choices: Choices) {}

  query(types: readonly ValueType[], outer: readonly VisibleColumn[], depth: number): string {
    const { choices } = this;
    if (depth > 0 && choices.onceIn(6)) return this.setOperation(types, outer, depth - 1);
    if (depth > 0 && choices.onceIn(8)) return this.withTables(types, outer, depth - 1);
    if (choices.onceIn(5)) return this.grouped(types, outer, depth);
    if (choices.onceIn(14)) return this.values(types, outer, depth);
    return this.plain(types, outer, depth);
  }

  /** @param columns what the expressions may name */
  expressions(columns: readonly VisibleColumn[]): Expressions {
    return new Expressions(this.choices, (types, outer, depth) => this.query(types, outer, depth), columns);
  }

  /** One table or more, joined. */
  from(outer: readonly VisibleColumn[], depth: number): Source {
    let source = this.item(outer, depth);
    const joins = this.choices.below(depth > 0 ? 3 : 2);
    for (let join = 0; join < joins; join++) source = this.join(source, outer, depth - 1);
    return source;
  }

  where(columns: readonly VisibleColumn[], depth: number): string {
    const { choices } = this;
    if (choices.onceIn(2)) return '';
    const conditions = choices.several(1, 2, () => this.expressions(columns).condition(Math.min(depth, 1)));
    return ` where ${conditions.join(' and ')}`;
  }

  private plain(types: readonly ValueType[], outer: readonly VisibleColumn[], depth: number): string {
    const { choices } = this;
    const { sql, columns } = this.from(outer, depth);
    const visible = [...columns, ...outer];
    const where = this.where(visible, depth);
    const expressions = this.expressions(visible);
    const targets = types.map((type) =>
      choices.onceIn(9) ? this.window(type, columns, expressions) : expressions.of(type, depth),
    );
    return `select ${choices.onceIn(12) ? 'distinct ' : ''}${named(targets)} from ${sql}${where}`;
  }

  private window(type: ValueType, columns: readonly VisibleColumn[], expressions: Expressions): string {
    const { choices } = this;
    const by = (word: string): string => {
      const column = columns[choices.below(columns.length + 1)];
      return column ? `${word} by ${column.sql} ` : '';
    };
    const frame = choices.of(
      '',
      'rows between current row and unbounded following',
      'rows between 1 preceding and 1 preceding',
      'rows between unbounded preceding and 1 following exclude current row',
      'range between unbounded preceding and current row exclude ties',
    );
    const argument = expressions.of(type, 1);
    const call = choices.of(
      type === 'int'
        ? `count(${argument})::int`
        : type === 'jsonb'
          ? `jsonb_agg(${argument})`
          : `max(${type === 'bool' ? `(${argument})::int` : argument})`,
      `first_value(${argument})`,
      `last_value(${argument})`,
      `lag(${argument})`,
      `lead(${argument}, 1, ${expressions.leaf(type)})`,
      `nth_value(${argument}, 2)`,
      {
        int: `sum(${argument})`,
        text: `max(${argument})`,
        bool: `bool_or(${argument})`,
        jsonb: `jsonb_agg_strict(${argument})`,
      }[type],
    );
    const filter =
      choices.onceIn(5) && /^(?:count|max|sum|bool_or|jsonb_agg)/.test(call)
        ? ` filter (where ${expressions.condition(1)})`
        : '';
    return `(${call}${filter} over (${by('partition')}${by('order')}${frame}))::${type}`;
  }

  private grouped(types: readonly ValueType[], outer: readonly VisibleColumn[], depth: number): string {
    const { choices } = this;
    const { sql, columns } = this.from(outer, depth);
    const where = this.where([...columns, ...outer], depth);
    const keys = [...new Set(choices.several(0, 2, () => columns[choices.below(columns.length)]))].flatMap(
      (key) => key ?? [],
    );
    const list = keys.map((key) => key.sql).join(', ');
    const by =
      keys.length === 0
        ? ''
        : ` group by ${choices.of(list, list, `rollup (${list})`, `cube (${list})`, `grouping sets ((${list}), ())`)}`;
    const inner = this.expressions([...columns, ...outer]);
    const aggregates = types.map((type): VisibleColumn => ({ sql: this.aggregate(type, inner), type }));
    const over = this.expressions([...keys, ...aggregates, ...outer]);
    const targets = types.map((type) => over.of(type, Math.min(depth, 1)));
    const having = choices.onceIn(4) ? ` having ${over.condition(1)}` : '';
    return `select ${named(targets)} from ${sql}${where}${by}${having}`;
  }

  private aggregate(type: ValueType, expressions: Expressions): string {
    const { choices } = this;
    const argument = expressions.of(type, 1);
    const filter = choices.onceIn(5) ? ` filter (where ${expressions.condition(1)})` : '';
    if (type === 'int')
      return choices.of(
        `(count(*)${filter})::int`,
        `(count(${argument})${filter})::int`,
        `(sum(${argument})${filter})::int`,
        `(max(${argument})${filter})`,
        `(count(distinct ${argument})${filter})::int`,
        `cardinality(array_agg(${argument})${filter})`,
      );
    if (type === 'bool') return `(${choices.of('bool_or', 'bool_and', 'every')}(${argument})${filter})`;
    if (type === 'jsonb')
      return choices.of(
        `(jsonb_agg(${argument})${filter})`,
        `(jsonb_agg_strict(${argument})${filter})`,
        `(jsonb_object_agg('k', ${argument})${filter})`,
        `(any_value(${argument})${filter})`,
        `(to_jsonb(array_agg(${argument})${filter}))`,
        `coalesce(json_arrayagg(${argument} null on null returning jsonb)${filter}, '[]')`,
      );
    return choices.of(
      `(min(${argument})${filter})`,
      `(string_agg(${argument}, ',')${filter})`,
      `(json_agg(${argument})${filter})::text`,
      `(array_agg(${argument})${filter})::text`,
      `(jsonb_object_agg('k', ${argument})${filter})::text`,
    );
  }

  private values(types: readonly ValueType[], outer: readonly VisibleColumn[], depth: number): string {
    const expressions = this.expressions(outer);
    const rows = this.choices.several(
      1,
      3,
      () => `(${types.map((type) => `(${expressions.of(type, Math.min(depth, 1))})::${type}`).join(', ')})`,
    );
    return `select * from (values ${rows.join(', ')}) as ${this.choices.name('x')}(${types.map((_, at) => `c${at + 1}`).join(', ')})`;
  }

  private setOperation(types: readonly ValueType[], outer: readonly VisibleColumn[], depth: number): string {
    const operation = this.choices.of('union', 'union all', 'intersect', 'except', 'except all');
    const side = (): string => `(${this.query(types, outer, depth)})`;
    return `select * from (${side()} ${operation} ${side()}) as ${this.choices.name('o')}`;
  }

  private withTables(types: readonly ValueType[], outer: readonly VisibleColumn[], depth: number): string {
    const { choices } = this;
    const name = choices.name('cte');
    const of = choices.several(1, 3, () => choices.of<ValueType>('int', 'text', 'bool', 'jsonb'));
    const columns = of.map((type, at) => ({ name: `c${at + 1}`, type }));
    const isRecursive = choices.onceIn(3);
    const query = isRecursive ? this.recursive(name, of, outer, depth) : this.query(of, outer, depth);
    const names = columns.map((column) => column.name);
    this.tables.push({ name, columns: isRecursive ? [...columns, { name: 'level', type: 'int' }] : columns });
    const body = this.query(types, outer, depth);
    this.tables.pop();
    return `with ${isRecursive ? 'recursive ' : ''}${name}(${[...names, ...(isRecursive ? ['level'] : [])].join(', ')}) as (${query}) ${body}`;
  }

  private recursive(name: string, types: readonly ValueType[], outer: readonly VisibleColumn[], depth: number): string {
    const first = this.expressions(outer);
    const self = types.map((type, at) => ({ sql: `${name}.c${at + 1}`, type }));
    const next = this.expressions([...self, ...outer]);
    // A set must come first, and a subquery may not name the recursive query.
    const start = types.map((type) => `(${first.leaf(type)})::${type}`);
    const step = types.map((type) => `(${next.leaf(type)})::${type}`);
    return `select ${[...start, '1'].join(', ')} union all select ${[...step, `${name}.level + 1`].join(', ')} from ${name} where ${name}.level < ${2 + (depth % 2)}`;
  }

  private item(outer: readonly VisibleColumn[], depth: number): Source {
    const { choices } = this;
    const alias = choices.name('t');
    if (depth > 0 && choices.onceIn(5)) {
      const types = choices.several(1, 3, () => choices.of<ValueType>('int', 'text', 'bool', 'jsonb'));
      const lateral = choices.onceIn(2);
      const sql = `lateral (${this.query(types, lateral ? outer : [], depth - 1)}) as ${alias}`;
      return { sql, columns: [...types.map((type, at) => ({ sql: `${alias}.c${at + 1}`, type })), wholeRow(alias)] };
    }
    if (choices.onceIn(8)) {
      const int = (): string => this.expressions(outer).leaf('int');
      const call = choices.of(
        `generate_series(0, 1)`,
        `unnest(array[${int()}, ${int()}])`,
        `generate_series(1, ${int()})`,
      );
      const ordinal = choices.onceIn(2);
      return {
        sql: `${call}${ordinal ? ' with ordinality' : ''} as ${alias}(c1${ordinal ? ', c2' : ''})`,
        columns: [
          { sql: `${alias}.c1`, type: 'int' },
          ...(ordinal ? [{ sql: `${alias}.c2::int`, type: 'int' as const }] : []),
        ],
      };
    }
    const table = this.tables[choices.below(this.tables.length)] ?? { name: 'a', columns: TABLES.a };
    return {
      sql: `${table.name} as ${alias}`,
      columns: [...table.columns.map(({ name, type }) => ({ sql: `${alias}.${name}`, type })), wholeRow(alias)],
    };
  }

  private join(left: Source, outer: readonly VisibleColumn[], depth: number): Source {
    const { choices } = this;
    if (choices.onceIn(8)) {
      const merged = this.joinUsing();
      return { sql: `${left.sql} cross join ${merged.sql}`, columns: [...left.columns, ...merged.columns] };
    }
    const kind = choices.of('join', 'left join', 'right join', 'full join', 'cross join');
    // A FULL or RIGHT JOIN lets nothing on its right look to its left.
    const seen = kind === 'full join' || kind === 'right join' ? outer : [...left.columns, ...outer];
    const right = choices.onceIn(5) && depth > 0 ? this.bracketed(outer, depth - 1) : this.item(seen, depth);
    const columns = [...left.columns, ...right.columns];
    if (kind === 'cross join') return { sql: `${left.sql} cross join ${right.sql}`, columns };
    return { sql: `${left.sql} ${kind} ${right.sql} on ${this.on(left, right, columns)}`, columns };
  }

  private bracketed(outer: readonly VisibleColumn[], depth: number): Source {
    const left = this.item(outer, depth);
    const { sql, columns } = this.join(left, outer, depth);
    return { sql: `(${sql})`, columns };
  }

  /** Two tables by their common column, under one name. */
  private joinUsing(): Source {
    const { choices } = this;
    const alias = choices.name('j');
    const [one, other] = choices.of(['a', 'b'] as const, ['b', 'c'] as const, ['c', 'a'] as const);
    const kind = choices.of('join', 'left join', 'right join', 'full join');
    const columns = [...TABLES[one], ...TABLES[other].slice(1)];
    return {
      sql: `(${one} ${choices.onceIn(2) ? `natural ${kind} ${other}` : `${kind} ${other} using (id)`}) as ${alias}`,
      columns: [...columns.map(({ name, type }) => ({ sql: `${alias}.${name}`, type })), wholeRow(alias)],
    };
  }

  private on(left: Source, right: Source, columns: readonly VisibleColumn[]): string {
    const { choices } = this;
    const pick = (source: Source): string | undefined => {
      const ints = source.columns.filter(({ type }) => type === 'int');
      return ints[choices.below(Math.max(1, ints.length))]?.sql;
    };
    const [one, other] = [pick(left), pick(right)];
    // FULL JOIN takes nothing but what it can merge or hash by.
    const base = one !== undefined && other !== undefined ? `${one} = ${other}` : 'true';
    return choices.onceIn(4) ? `${base} and ${this.expressions(columns).condition(0)}` : base;
  }
}

/** What an entry of FROM is as one value. */
function wholeRow(alias: string): VisibleColumn {
  return { sql: `to_jsonb(${alias})`, type: 'jsonb' };
}

/** Expressions under the names that every query gives its columns. */
export function named(expressions: readonly string[]): string {
  return expressions.map((expression, at) => `${expression} as c${at + 1}`).join(', ');
}
