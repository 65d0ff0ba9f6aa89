import type { DriverName } from '@rowpact/model';
import { jsonInput } from '../helper-declarations.js';
import type { ExpressionNode, IdentifierNode, LiteralNode, UnionExpressionNode } from '../kysely-codegen.js';
import { EnumNode, IntegerNode, OverrideNode, ReadonlyArrayNode, type IntegerRange } from '../nodes.js';
import { textLiteral } from '../text-literal.js';
import { enumSchemaNameOf } from '../type-names.js';
import { call, list, text, type Schema } from './schema-call.js';
import { SCHEMA_HELPERS } from './schema-helpers.js';

/** Schemas of zod's own, by the name of the type. */
const ZOD_SCHEMAS: ReadonlyMap<string, Schema> = new Map([
  ['bigint', text('z.bigint()')],
  ['boolean', text('z.boolean()')],
  ['Date', text('z.date()')],
  ['never', text('z.never()')],
  ['null', text('z.null()')],
  ['string', text('z.string()')],
]);

const INTEGERS: Readonly<Record<Exclude<IntegerRange, 'int2'>, Schema>> = {
  int4: text('z.int32()'),
  int8: text('z.int()'),
  oid: text('z.uint32()'),
};

/** Schemas that the module declares for itself, by the name of the type. */
const HELPERS: ReadonlyMap<string, string> = new Map([
  ['Buffer', 'buffer'],
  ['JsonArray', 'jsonArray'],
  ['JsonObject', 'jsonObject'],
  ['JsonValue', 'jsonValue'],
  ['number', 'anyNumber'],
  ['PostgresCircle', 'postgresCircle'],
  ['PostgresInterval', 'postgresInterval'],
  ['PostgresPoint', 'postgresPoint'],
  ['Uint8Array', 'bytes'],
]);

/** What an override can name and everybody means the same by. */
const BUILTINS: ReadonlySet<string> = new Set([
  ...['bigint', 'boolean', 'null', 'number', 'string'],
  ...['Buffer', 'Date', 'Uint8Array'],
]);

/**
 * Types to zod schemas: the very nodes that the interfaces are printed from, so that there is one table of what a driver
 * does. It remembers which helpers it used, so that the module declares exactly those.
 */
export class SchemaSerializer {
  readonly #driver: DriverName;
  readonly #known = new WeakMap<ExpressionNode, Schema | { readonly kind: 'foreign' }>();
  readonly #helpers = new Set<string>();

  constructor(driver: DriverName) {
    this.#driver = driver;
  }

  /** Null for a type that somebody wrote, and for any that has one in it: nothing is known of its values. */
  schema(node: ExpressionNode): Schema | null {
    const known = this.#known.get(node) ?? this.#schema(node) ?? { kind: 'foreign' };
    this.#known.set(node, known);
    return known.kind === 'foreign' ? null : known;
  }

  /** A helper's name, for source that uses it. */
  use(name: string): string {
    this.#helpers.add(name);
    for (const needed of SCHEMA_HELPERS.get(name)?.needs ?? []) this.use(needed);
    return name;
  }

  /** The helpers used so far, in the order of their declarations. */
  helpers(): readonly string[] {
    return [...SCHEMA_HELPERS.keys()].filter((name) => this.#helpers.has(name));
  }

  #schema(node: ExpressionNode): Schema | null {
    switch (node.type) {
      case 'Identifier':
        return this.#named(node);
      case 'RawExpression':
        return node instanceof OverrideNode ? this.#override(node) : unknownType(node.type);
      case 'Literal':
        return literalsOf([node]);
      case 'UnionExpression':
        return this.#union(node);
      case 'ArrayExpression': {
        const element = this.schema(node.values);
        const array = element && call('z.array', element);
        return array && node instanceof ReadonlyArrayNode ? call('z.readonly', array) : array;
      }
      default:
        return unknownType(node.type);
    }
  }

  #named(node: IdentifierNode): Schema | null {
    if (node instanceof EnumNode) return text(enumSchemaNameOf(node.name));
    if (node instanceof IntegerNode) return node.range === 'int2' ? text(this.use('int2')) : INTEGERS[node.range];
    return this.#builtin(node.name) ?? unknownType(node.name);
  }

  #builtin(name: string): Schema | null {
    if (name === 'JsonInput') {
      const schema = this.schema(jsonInput(this.#driver));
      return schema?.kind === 'list' ? { ...schema, name: 'jsonInput' } : schema;
    }
    const helper = HELPERS.get(name);
    return helper === undefined ? (ZOD_SCHEMAS.get(name) ?? null) : text(this.use(helper));
  }

  /** `number` and the like mean what they mean everywhere, unless they are somebody's own. */
  #override({ expression, shape, import: from }: OverrideNode): Schema | null {
    return shape === 'plain' && from === null && BUILTINS.has(expression) ? this.#builtin(expression) : null;
  }

  #union({ args }: UnionExpressionNode): Schema | null {
    const members = args.filter((member) => !isNull(member));
    const literals = members.filter((member): member is LiteralNode => member.type === 'Literal');
    const others = members.flatMap((member) => (member.type === 'Literal' ? [] : [this.schema(member)]));
    if (others.some((schema) => schema === null)) return null;
    const schemas = [
      ...(literals.length > 0 ? [literalsOf(literals)] : []),
      ...others.filter((schema) => schema !== null),
    ];
    const [only] = schemas;
    const schema = schemas.length === 1 && only ? only : list('z.union', schemas);
    return members.length < args.length ? call('z.nullable', schema) : schema;
  }
}

function isNull(node: ExpressionNode): boolean {
  if (node.type === 'Identifier') return node.name === 'null';
  return node instanceof OverrideNode && node.expression === 'null';
}

function literalsOf(literals: readonly LiteralNode[]): Schema {
  const [only] = literals;
  if (literals.length === 1 && only) return call('z.literal', literal(only));
  const isText = literals.every(({ value }) => typeof value === 'string');
  return list(isText ? 'z.enum' : 'z.literal', literals.map(literal));
}

function literal({ value }: LiteralNode): Schema {
  return text(typeof value === 'string' ? textLiteral(value) : String(value));
}

/** A type that the drivers' profiles came to have and this table did not. */
function unknownType(name: string): never {
  throw new TypeError(`no schema for the type ${name}`);
}
