import type { YamlValue } from './yaml-edit.js';

/** Lists of scalars up to this width stand in one line. */
const WIDTH = 100;

export type QuoteStyle = 'plain' | 'single' | 'double';

/** A scalar as YAML 1.2 reads it back, in a block as well as between brackets. Words of YAML 1.1 are quoted too. */
export function printScalar(value: string | number | boolean | null, style: QuoteStyle = 'plain'): string {
  if (typeof value !== 'string') return String(value);
  if (style === 'plain' && isPlain(value)) return value;
  return style === 'single' && /^[^\p{C}\u2028\u2029]*$/u.test(value) ? singleQuoted(value) : doubleQuoted(value);
}

/** A value in one line. */
export function printFlow(value: YamlValue): string {
  if (isList(value)) return `[${value.map(printFlow).join(', ')}]`;
  if (!isMap(value)) return printScalar(value);
  const pairs = Object.entries(value).map(([key, item]) => printFlowPair(key, item));
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}

export function printFlowPair(key: string, value: YamlValue): string {
  return `${printScalar(key)}: ${printFlow(value)}`;
}

/** Whether a value goes behind its key rather than below it. */
export function fitsInline(value: YamlValue): boolean {
  if (isList(value)) return value.every((item) => !isCollection(item)) && printFlow(value).length <= WIDTH;
  return !isMap(value) || Object.keys(value).length === 0;
}

/** The lines of a map or list below its key, without the indentation of `column` on the first. */
export function printBlock(value: YamlValue, column: number, step: number): readonly string[] {
  const lines = isList(value)
    ? value.map((item) => `- ${printFlow(item)}`)
    : Object.entries(value ?? {}).flatMap(([key, item]) => printPair(key, item as YamlValue, step)); // a map's values
  return lines.map((line, index) => (index === 0 ? line : ' '.repeat(column) + line));
}

/** The lines of one entry of a block map, without its own indentation. */
export function printPair(key: string, value: YamlValue, step: number): readonly string[] {
  if (fitsInline(value)) return [`${printScalar(key)}: ${printFlow(value)}`];
  const below = printBlock(value, 0, step).map((line) => ' '.repeat(step) + line);
  return [`${printScalar(key)}:`, ...below];
}

export function isList(value: unknown): value is readonly YamlValue[] {
  return Array.isArray(value);
}

export function isMap(value: unknown): value is { readonly [key: string]: YamlValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCollection(value: YamlValue): boolean {
  return typeof value === 'object' && value !== null;
}

/** Cautious: what looks like a number, a word with a meaning or a piece of YAML is quoted. */
function isPlain(text: string): boolean {
  if (!/^[\p{L}_$/][\p{L}\p{N}_$./()+*-]*(?: [\p{L}\p{N}_$./()+*-]+)*$/u.test(text)) return false;
  return !/^(?:true|false|null|yes|no|on|off|y|n)$/iu.test(text);
}

function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** JSON text is YAML; what YAML calls unprintable is escaped too. */
function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
