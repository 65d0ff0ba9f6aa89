import type { TreeNode } from '../catalog/node-tree.js';
import { arrayOf, type Draft, JSON_NULL, objectOf, scalarOf, UNKNOWN, unionOf } from './draft.js';
import { readJsonb } from './read-jsonb.js';

const TYPES = { bool: 16, int8: 20, int2: 21, int4: 23, text: 25, json: 114, unknown: 705, varchar: 1043 } as const;
const INTEGERS: ReadonlySet<number> = new Set([TYPES.int2, TYPES.int4]);
const TEXTS: ReadonlySet<number> = new Set([TYPES.text, TYPES.varchar]);
/** `numeric`, of which JSON's numbers are. */
const NUMERIC = 1700;

/** What is written out beyond this is data, not a shape. */
const LONGEST = 4000;
const DEEPEST = 20;

/** The shape of a json or jsonb constant; its scalars are those of text, numeric and boolean. */
export function shapeOfLiteral(constant: TreeNode): Draft {
  const bytes = bytesOf(constant);
  const body = payload(bytes);
  if (body === null || bytes.length > LONGEST) return UNKNOWN;
  const value = constant.number('consttype') === TYPES.json ? parsed(body.toString('utf8')) : readJsonb(body);
  return value === undefined ? UNKNOWN : shapeOfJson(value);
}

function shapeOfJson(value: unknown, depth = 0): Draft {
  if (depth > DEEPEST) return UNKNOWN;
  const shapeOf = (part: unknown): Draft => shapeOfJson(part, depth + 1);
  if (value === null) return JSON_NULL;
  if (Array.isArray(value)) return arrayOf(unionOf(value.map(shapeOf)));
  switch (typeof value) {
    case 'object':
      return objectOf(Object.entries(value).map(([name, part]) => ({ name, always: true, value: shapeOf(part) })));
    case 'string':
      return scalarOf(TYPES.text);
    case 'number':
      return scalarOf(NUMERIC);
    case 'boolean':
      return scalarOf(TYPES.bool);
    default:
      return UNKNOWN;
  }
}

/** Undefined where a key is given twice: json keeps both, and `json_strip_nulls` may bring the first to light. */
function parsed(text: string): unknown {
  const value: unknown = JSON.parse(text);
  const keys = text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '').split(':').length - 1;
  return keys === keysIn(value) ? value : undefined;
}

function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const parts: readonly unknown[] = Object.values(value);
  return parts.reduce<number>((sum, part) => sum + keysIn(part), Array.isArray(value) ? 0 : parts.length);
}

/** What a constant is as a key; null where it is no constant whose text is known. */
export function keyOf(expression: TreeNode): string | null {
  if (expression.tag === 'RELABELTYPE') {
    const inner = expression.node('arg');
    return inner && expression.number('resulttype') === TYPES.text ? keyOf(inner) : null;
  }
  if (expression.tag !== 'CONST' || expression.is('constisnull')) return null;
  const type = expression.number('consttype');
  const bytes = bytesOf(expression);
  // A literal whose type nobody asked for is a text that ends with a zero.
  if (type === TYPES.unknown) return bytes.subarray(0, -1).toString('utf8');
  if (TEXTS.has(type)) return payload(bytes)?.toString('utf8') ?? null;
  return INTEGERS.has(type) && bytes.length >= 4 ? String(bytes.readInt32LE()) : null;
}

/** Whether a constant is the boolean true; null where it is no boolean constant. */
export function booleanOfConstant(expression: TreeNode): boolean | null {
  if (expression.tag !== 'CONST' || expression.number('consttype') !== TYPES.bool || expression.is('constisnull'))
    return null;
  return bytesOf(expression)[0] === 1;
}

function bytesOf(constant: TreeNode): Buffer {
  return Buffer.from(constant.list('constvalue').map((byte) => Number(byte) & 0xff));
}

/** What follows the four bytes of a value's length; null where it is stored in another way. */
function payload(bytes: Buffer): Buffer | null {
  if (bytes.length < 4) return null;
  const header = bytes.readUInt32LE();
  return (header & 3) === 0 && header >>> 2 === bytes.length ? bytes.subarray(4) : null;
}
