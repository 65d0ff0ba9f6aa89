/** Lists of scalars and uses of types stand in one line up to this width. */
const WIDTH = 110;

/**
 * JSON of a snapshot's file: two spaces, keys in the order given, undefined left out; lists of words and uses of types
 * in one line, so that a column reads as a block of a few lines.
 */
export function printSnapshotJson(value: object): string {
  return `${print(value, '')}\n`;
}

function print(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const list = Array.isArray(value);
  const inner = `${indent}  `;
  const parts = list ? value.map((item) => print(item, inner)) : printEntries(value, inner);
  const [open, close] = list ? '[]' : '{}';
  if (parts.length === 0) return `${open}${close}`;
  if (list ? value.every(isScalar) : 'display' in value) {
    const space = list ? '' : ' ';
    const line = `${open}${space}${parts.join(', ')}${space}${close}`;
    if (indent.length + line.length <= WIDTH) return line;
  }
  return `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${indent}${close}`;
}

function printEntries(value: object, indent: string): readonly string[] {
  return Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => `${JSON.stringify(key)}: ${print(item, indent)}`);
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}
