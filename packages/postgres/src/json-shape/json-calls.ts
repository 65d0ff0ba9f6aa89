import type { TreeNode } from '../catalog/node-tree.js';
import {
  arrayOf,
  type Draft,
  type DraftProperty,
  mapOf,
  notNull,
  objectOf,
  orNull,
  scalarOf,
  UNKNOWN,
  unionOf,
} from './draft.js';
import { booleanOfConstant, keyOf } from './json-literal.js';
import { concatenated, elementOf, fieldOf, stripNulls } from './transform-shapes.js';

/** A call, and what is known of its arguments where they stand. */
export interface Call {
  readonly args: readonly TreeNode[];
  /** The argument as it is handed on, where it is not SQL's NULL. */
  readonly value: (argument: TreeNode | undefined) => Draft;
  /** The argument as a part of something, where it is not SQL's NULL. */
  readonly inner: (argument: TreeNode | undefined) => Draft;
  /** The argument as a part of something: SQL's NULL is null there. */
  readonly part: (argument: TreeNode | undefined) => Draft;
}

type ShapeOfCall = (call: Call) => Draft;

const TEXT = 25;

const first: ShapeOfCall = ({ args, value }) => value(args[0]);
const buildObject =
  (keeps: 'both' | 'last'): ShapeOfCall =>
  ({ args, part }) =>
    shapeOfPairs(
      args.flatMap((key, at) => (at % 2 === 0 ? [{ key, always: true, value: part(args[at + 1]) }] : [])),
      keeps,
    );
const buildArray: ShapeOfCall = ({ args, part }) => arrayOf(unionOf(args.map(part)));
const textMap: ShapeOfCall = () => mapOf(orNull(scalarOf(TEXT)));
const strip: ShapeOfCall = ({ args, inner }) => {
  const inArrays = args[1] ? booleanOfConstant(args[1]) : false;
  return inArrays === null ? UNKNOWN : stripNulls(inner(args[0]), inArrays);
};
const field: ShapeOfCall = ({ args, inner }) => fieldOf(inner(args[0]), args[1] ? keyOf(args[1]) : null);
const element: ShapeOfCall = ({ args, inner }) => elementOf(inner(args[0]));

/** PostgreSQL's own functions that make json of json or of anything, by name: none of them shares it with one that does something else. */
const CALLS: ReadonlyMap<string, ShapeOfCall> = new Map([
  ['json_build_object', buildObject('both')],
  ['jsonb_build_object', buildObject('last')],
  ['json_build_array', buildArray],
  ['jsonb_build_array', buildArray],
  ...(['to_json', 'to_jsonb', 'row_to_json', 'array_to_json'] as const).map((name) => [name, first] as const),
  ['json_object', textMap],
  ['jsonb_object', textMap],
  ['json_strip_nulls', strip],
  ['jsonb_strip_nulls', strip],
  ['jsonb_concat', ({ args, inner }) => concatenated(inner(args[0]), inner(args[1]))],
  ['json_object_field', field],
  ['jsonb_object_field', field],
  ['json_array_element', element],
  ['jsonb_array_element', element],
]);

const list: ShapeOfCall = ({ args, part }) => arrayOf(part(args[0]));
const listOfKnown: ShapeOfCall = ({ args, inner }) => arrayOf(inner(args[0]));
const map: ShapeOfCall = ({ args, part }) => mapOf(part(args[1]));
const mapOfKnown: ShapeOfCall = ({ args, inner }) => mapOf(inner(args[1]));
/** jsonb's leave JSON's null out too, but not those of arrays. */
const jsonbMapOfKnown: ShapeOfCall = ({ args, inner }) => mapOf(notNull(inner(args[1])));
const ofOther: ShapeOfCall = ({ args, value }) => unionOf([value(args[0]), ...(args[2] ? [value(args[2])] : [])]);

/** The same of aggregates and window functions; of `lag` and `lead` the third argument is what they answer without a row. */
const AGGREGATES: ReadonlyMap<string, ShapeOfCall> = new Map([
  ['array_agg', list],
  ['json_agg', list],
  ['jsonb_agg', list],
  ['json_agg_strict', listOfKnown],
  ['jsonb_agg_strict', listOfKnown],
  ...(['json_object_agg', 'json_object_agg_unique', 'jsonb_object_agg', 'jsonb_object_agg_unique'] as const).map(
    (name) => [name, map] as const,
  ),
  ...(['json_object_agg_strict', 'json_object_agg_unique_strict'] as const).map((name) => [name, mapOfKnown] as const),
  ...(['jsonb_object_agg_strict', 'jsonb_object_agg_unique_strict'] as const).map(
    (name) => [name, jsonbMapOfKnown] as const,
  ),
  ...(['any_value', 'first_value', 'last_value', 'nth_value'] as const).map((name) => [name, first] as const),
  ['lag', ofOther],
  ['lead', ofOther],
]);

/** What one of PostgreSQL's own functions makes of its arguments; its call must not be VARIADIC. */
export function shapeOfCall(name: string, call: Call): Draft {
  return CALLS.get(name)?.(call) ?? UNKNOWN;
}

/** What an aggregate or a window function makes of its arguments, where it does not answer NULL. */
export function shapeOfAggregate(name: string, call: Call): Draft {
  return AGGREGATES.get(name)?.(call) ?? UNKNOWN;
}

/** A key of an object that is built, and what stands under it. */
export interface BuiltPair {
  readonly key: TreeNode;
  readonly always: boolean;
  readonly value: Draft;
}

/** An object where all keys are constants, a map where the data decides about one. */
export function shapeOfPairs(pairs: readonly BuiltPair[], keeps: 'both' | 'last'): Draft {
  const properties = pairs.map(({ key, always, value }): DraftProperty | null => {
    const name = keyOf(key);
    return name === null ? null : { name, always, value };
  });
  if (properties.includes(null)) return mapOf(unionOf(pairs.map(({ value }) => value)));
  return objectOf(
    properties.flatMap((property) => property ?? []),
    keeps,
  );
}
