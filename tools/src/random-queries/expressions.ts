import type { Choices } from './choices.js';
import type { ValueType } from './schema.js';

/** A column that expressions may name, as SQL. */
export interface VisibleColumn {
  readonly sql: string;
  readonly type: ValueType;
}

/** Makes a query of these types that may name these columns from outside. */
export type MakeQuery = (types: readonly ValueType[], outer: readonly VisibleColumn[], depth: number) => string;

/** Makes random expressions over the columns that are in sight. */
export class Expressions {
  constructor(
    private readonly choices: Choices,
    private readonly query: MakeQuery,
    private readonly columns: readonly VisibleColumn[],
  ) {}

  of(type: ValueType, depth: number): string {
    if (depth <= 0 || this.choices.below(4) === 0) return this.leaf(type);
    if (this.choices.onceIn(6)) return this.conditional(type, depth - 1);
    if (type === 'int') return this.int(depth - 1);
    if (type === 'jsonb') return this.json(depth - 1);
    return type === 'text' ? this.text(depth - 1) : this.condition(depth - 1);
  }

  condition(depth: number): string {
    const { choices } = this;
    const bool = (): string => this.of('bool', depth);
    const type = choices.of<ValueType>('int', 'text', 'bool');
    const one = (): string => this.of(type, depth - 1);
    switch (choices.below(16)) {
      case 0:
        return `(${one()} ${choices.of('=', '<>', '<', '>=')} ${one()})`;
      case 1:
        return `(${one()} is not null)`;
      case 2:
        return `(${one()} is null)`;
      case 3:
        return `(${bool()} and ${bool()})`;
      case 4:
        return `(${bool()} or ${bool()})`;
      case 5:
        return `(not ${bool()})`;
      case 6:
        return `(${bool()} is ${choices.of('', 'not ')}${choices.of('true', 'false', 'unknown')})`;
      case 7:
        return `(${one()} is ${choices.of('', 'not ')}distinct from ${one()})`;
      case 8:
        return `(${one()} ${choices.of('in', 'not in')} (${one()}, ${one()}))`;
      case 9:
        return `(${one()} between ${one()} and ${one()})`;
      case 10:
        return `(${this.of('text', depth - 1)} ${choices.of('like', 'not ilike', '~')} '%a%')`;
      case 11:
        return `exists (${this.query([type], this.columns, depth - 1)})`;
      case 12:
        return `(${one()} ${choices.of('in', 'not in')} (${this.query([type], this.columns, depth - 1)}))`;
      case 13:
        return `(${one()} ${choices.of('=', '<')} ${choices.of('any', 'all')} (array[${one()}, ${one()}]))`;
      case 14:
        return `(${one()} ${choices.of('=', '>')} ${choices.of('any', 'all')} (${this.query([type], this.columns, depth - 1)}))`;
      default:
        return `((${one()}, ${this.of('int', depth - 1)}) = (${one()}, ${this.of('int', depth - 1)}))`;
    }
  }

  /** A column of the type, or a constant. */
  leaf(type: ValueType): string {
    const { choices } = this;
    const fitting = this.columns.filter((column) => column.type === type);
    const column = fitting[choices.below(fitting.length + 1)];
    if (column) return column.sql;
    if (choices.onceIn(3)) return `null::${type}`;
    if (type === 'int') return String(choices.below(4));
    if (type === 'jsonb') return choices.of(`'{}'::jsonb`, `'[]'::jsonb`, `'{"k": [1, null]}'::jsonb`, `'null'::jsonb`);
    return type === 'text' ? choices.of(`'x'::text`, `''::text`, `'ab'::text`) : choices.of('true', 'false');
  }

  private conditional(type: ValueType, depth: number): string {
    const { choices } = this;
    const one = (): string => this.of(type, depth);
    switch (choices.below(6)) {
      case 0:
        return `coalesce(${one()}, ${one()})`;
      case 1:
        return `case when ${this.condition(depth)} then ${one()} else ${one()} end`;
      case 2:
        return `case when ${this.condition(depth)} then ${one()} when ${this.condition(depth)} then ${one()}${choices.of(` else ${one()}`, '')} end`;
      case 3: {
        const tested = choices.of<ValueType>('int', 'text');
        return `case ${this.of(tested, depth)} when ${this.leaf(tested)} then ${one()} else ${one()} end`;
      }
      case 4:
        return `nullif(${one()}, ${one()})`;
      default:
        return `(${this.query([type], this.columns, depth)} limit 1)`;
    }
  }

  private int(depth: number): string {
    const { choices } = this;
    const int = (): string => this.of('int', depth);
    const text = (): string => this.of('text', depth);
    switch (choices.below(11)) {
      case 0:
        return `(${int()} ${choices.of('+', '-')} ${int()})`;
      case 1:
        return `length(${text()})`;
      case 2:
        return `${choices.of('greatest', 'least')}(${int()}, ${int()})`;
      case 3:
        return `abs(${int()})`;
      case 4:
        return `(${this.of('bool', depth)})::int`;
      case 5:
        return `num_nulls(${int()}, ${text()})`;
      case 6:
        return `cardinality(array[${int()}, ${int()}])`;
      case 7:
        return `(array[${int()}, ${int()}])[${int()}]`;
      case 8:
        return `twice(${int()})`;
      case 9:
        return `(select ${choices.of('count(*)', 'max(x)', 'sum(x)')} from (${this.query(['int'], this.columns, depth)}) as s(x))::int`;
      default:
        return `strpos(${text()}, ${text()})`;
    }
  }

  private text(depth: number): string {
    const { choices } = this;
    const text = (): string => this.of('text', depth);
    const int = (): string => this.of('int', depth);
    switch (choices.below(12)) {
      case 0:
        return `(${text()} || ${text()})`;
      case 1:
        return `${choices.of('upper', 'lower', 'btrim', 'reverse')}(${text()})`;
      case 2:
        return `concat(${text()}, ${int()})`;
      case 3:
        return `concat_ws(${text()}, ${text()}, ${text()})`;
      case 4:
        return `(${int()})::text`;
      case 5:
        return `format('%s', ${text()})`;
      case 6:
        return `jsonb_build_object('k', ${text()})${choices.of('::text', ` ->> 'k'`)}`;
      case 7:
        return `array[${text()}, ${text()}]::text`;
      case 8:
        return `replace(${text()}, ${text()}, 'x')`;
      case 9:
        return `to_jsonb(${int()})::text`;
      case 10:
        return `(string_to_array(${text()}, ','))[1]`;
      default:
        return `array_to_string(array[${text()}, ${text()}], ',')`;
    }
  }

  private json(depth: number): string {
    const { choices } = this;
    const type = (): ValueType => choices.of<ValueType>('int', 'text', 'bool', 'jsonb');
    const any = (): string => this.of(type(), depth);
    const json = (): string => this.of('jsonb', depth);
    const rows = (): string => `(${this.query([type(), type()], this.columns, depth)})`;
    switch (choices.below(16)) {
      case 0:
        return `jsonb_build_object('k', ${any()}, 'l', ${any()})`;
      case 1:
        return `jsonb_build_array(${any()}, ${any()})`;
      case 2:
        return `to_jsonb(${any()})`;
      case 3:
        return `(select jsonb_agg(${choices.of('x', 's', 'x order by y', 'distinct x')})${choices.of('', ' filter (where x is not null)')} from ${rows()} as s(x, y))`;
      case 4:
        return `(select to_jsonb(s) from ${rows()} as s limit 1)`;
      case 5:
        return `coalesce((select jsonb_agg(to_jsonb(s)) from ${rows()} as s), '[]')`;
      case 6:
        return `jsonb_strip_nulls(${json()})`;
      case 7:
        return `(jsonb_build_object('k', ${any()}) || jsonb_strip_nulls(jsonb_build_object('k', ${any()}, 'm', ${any()})))`;
      case 8: {
        const one = type();
        return `to_jsonb(array[${this.of(one, depth)}, ${this.of(one, depth)}])`;
      }
      case 9:
        return `json_object('k': ${any()}, 'l': ${any()} ${choices.of('absent', 'null')} on null returning jsonb)`;
      case 10:
        return `json_build_object('k', ${any()}, 'k', ${any()})::jsonb`;
      case 11:
        return `to_jsonb(row(${any()}, ${any()}))`;
      case 12:
        return `(${json()} -> ${choices.of(`'k'`, '0')})`;
      case 13:
        return `to_jsonb(array(${this.query([type()], this.columns, depth)}))`;
      case 14:
        return `(select json_objectagg('k' || row_number: x ${choices.of('null', 'absent')} on null returning jsonb) from (select x, row_number() over () from ${rows()} as s(x, y)) as n)`;
      default:
        return `json_array(${any()}, ${any()} ${choices.of('absent', 'null')} on null returning jsonb)`;
    }
  }
}
