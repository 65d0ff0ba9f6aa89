import { fits } from '../line-width.js';
import type { LaidOut } from '../row-serializer.js';

/** Zod source of one schema: what is called, and with what. Kept apart so that long ones can be broken where prettier would. */
export type Schema = SchemaText | SchemaCall | SchemaList;

/** Source that never breaks: `z.string()`, or a name. */
export interface SchemaText {
  readonly kind: 'text';
  readonly text: string;
}

/** `z.nullable(…)` around another schema. */
export interface SchemaCall {
  readonly kind: 'call';
  readonly callee: string;
  readonly of: Schema;
}

/** `z.union([…])`, `z.enum([…])`: a list of schemas or of literals. */
export interface SchemaList {
  readonly kind: 'list';
  readonly callee: string;
  readonly items: readonly Schema[];
  /** What to call it, where its members would make a poor name. */
  readonly name: string | null;
}

export function text(source: string): SchemaText {
  return { kind: 'text', text: source };
}

export function call(callee: string, of: Schema): SchemaCall {
  return { kind: 'call', callee, of };
}

export function list(callee: string, items: readonly Schema[], name: string | null = null): SchemaList {
  return { kind: 'list', callee, items, name };
}

/**
 * Lays out a schema behind the start of its line.
 * @param tail what follows in the schema's last line: a comma or a semicolon.
 */
export function layOut(head: string, schema: Schema, indent: string, tail: string): LaidOut {
  const flat = flatText(schema);
  const room = fits(`${head}${flat}${tail}`);
  if (room === true) return { text: flat, isFinal: true };
  // A line that fits or not by how wide somebody takes a character, or one with nothing in it to break.
  if (room === null || schema.kind === 'text' || (head.trim() !== '' && isShort(schema))) {
    return { text: flat, isFinal: false };
  }
  const open = schema.kind === 'call' ? '(' : '([';
  const close = schema.kind === 'call' ? ')' : '])';
  const items = schema.kind === 'call' ? [schema.of] : schema.items;
  const lines = items.map((item) => layOut(`${indent}  `, item, `${indent}  `, ','));
  const isFinal =
    items.length > 0 &&
    fits(`${head}${schema.callee}${open}`) === true &&
    !items.some(staysBesideOthers) &&
    lines.every((line) => line.isFinal);
  const broken = lines.map((line) => `${indent}  ${line.text},\n`).join('');
  return { text: `${schema.callee}${open}\n${broken}${indent}${close}`, isFinal };
}

/** A schema in one line; the same schema is asked for again and again. */
export function flatText(schema: Schema): string {
  if (schema.kind === 'text') return schema.text;
  const known = FLAT.get(schema);
  if (known !== undefined) return known;
  const source =
    schema.kind === 'call'
      ? `${schema.callee}(${flatText(schema.of)})`
      : `${schema.callee}([${schema.items.map(flatText).join(', ')}])`;
  FLAT.set(schema, source);
  return source;
}

const FLAT = new WeakMap<Schema, string>();

/** A call of one name or literal: the versions of prettier disagree whether a line breaks inside of it or before it. */
function isShort(schema: Schema): boolean {
  return schema.kind === 'call' && schema.of.kind === 'text' && !schema.of.text.includes('(');
}

/** Numbers in a list, of which prettier puts as many as fit into a line. */
function staysBesideOthers(item: Schema): boolean {
  return item.kind === 'text' && /^-?\d/.test(item.text);
}
