import type { TreeNode } from '../catalog/node-tree.js';
import { arrayOf, type Draft, UNKNOWN, unionOf } from './draft.js';
import { type Call, shapeOfPairs } from './json-calls.js';

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
  const isAbsent = constructor.is('absent_on_null');
  const partOf = (argument: TreeNode | undefined): Draft => (isAbsent ? call.inner(argument) : call.part(argument));
  switch (constructor.number('type')) {
    case CONSTRUCTOR.object: {
      const pairs = args.flatMap((key, at) => {
        const value = at % 2 === 0 ? args[at + 1] : undefined;
        return value ? [{ key, always: !isAbsent || isNeverNull(value), value: partOf(value) }] : [];
      });
      return shapeOfPairs(pairs, constructor.node('returning')?.number('typid') === JSONB ? 'last' : 'both');
    }
    case CONSTRUCTOR.array:
      return arrayOf(unionOf(args.map(partOf)));
    case CONSTRUCTOR.objectAgg:
    case CONSTRUCTOR.arrayAgg:
      return call.value(constructor.node('func') ?? undefined);
    case CONSTRUCTOR.scalar:
      return call.value(args[0]);
    default:
      return UNKNOWN;
  }
}
