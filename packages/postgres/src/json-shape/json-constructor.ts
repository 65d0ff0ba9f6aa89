import type { TreeNode } from '../catalog/node-tree.js';
import { arrayOf, type Draft, isNullable, notNull, UNKNOWN, unionOf } from './draft.js';
import { type BuiltPair, type Call, shapeOfPairs } from './json-calls.js';

/** `JsonConstructorType`. */
const CONSTRUCTOR = { object: 1, array: 2, objectAgg: 3, arrayAgg: 4, scalar: 6 } as const;
const JSONB = 3802;

/**
 * What one of SQL/JSON's constructors makes: `JSON_OBJECT`, `JSON_ARRAY`, their aggregates, which stand on PostgreSQL's own ones, and
 * `JSON_SCALAR`. What `JSON(text)` parses nobody knows.
 * @param isNeverNull whether an argument is never SQL's NULL
 */
export function shapeOfConstructor(
  constructor: TreeNode,
  call: Call,
  isNeverNull: (argument: TreeNode) => boolean,
): Draft {
  if (constructor.value('coercion') !== null) return UNKNOWN;
  const { args } = call;
  switch (constructor.number('type')) {
    case CONSTRUCTOR.object:
      return shapeOfObject(constructor, call, isNeverNull);
    case CONSTRUCTOR.array:
      return arrayOf(unionOf(args.map(constructor.is('absent_on_null') ? call.inner : call.part)));
    case CONSTRUCTOR.objectAgg:
    case CONSTRUCTOR.arrayAgg:
      return call.value(constructor.node('func') ?? undefined);
    case CONSTRUCTOR.scalar:
      return call.value(args[0]);
    default:
      return UNKNOWN;
  }
}

/** Of jsonb ABSENT ON NULL leaves JSON's null out too. */
function shapeOfObject(
  constructor: TreeNode,
  { args, inner, part }: Call,
  isNeverNull: (argument: TreeNode) => boolean,
): Draft {
  const isJsonb = constructor.node('returning')?.number('typid') === JSONB;
  const isAbsent = constructor.is('absent_on_null');
  const pairOf = (key: TreeNode, argument: TreeNode): BuiltPair => {
    if (!isAbsent) return { key, always: true, value: part(argument) };
    const value = inner(argument);
    if (!isJsonb) return { key, always: isNeverNull(argument), value };
    return { key, always: isNeverNull(argument) && !isNullable(value), value: notNull(value) };
  };
  const pairs = args.flatMap((key, at) => {
    const argument = at % 2 === 0 ? args[at + 1] : undefined;
    return argument ? [pairOf(key, argument)] : [];
  });
  return shapeOfPairs(pairs, isJsonb ? 'last' : 'both');
}
