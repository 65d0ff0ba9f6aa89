/** Lists of scalars and uses of types stand in one line up to this width. */
const WIDTH = 110;

/**
 * JSON of a snapshot's file: two spaces, keys in the order given, undefined left out; lists of words and uses of types
 * in one line, so that a column reads as a block of a few lines. Strings are added up instead of joined: a snapshot of
 * a thousand tables is four megabytes of this.
 */
export function printSnapshotJson(value: object): string {
  return `${print(value, '')}\n`;
}

function print(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return Array.isArray(value) ? printList(value, indent) : printObject(value, indent);
}

function printList(items: readonly unknown[], indent: string): string {
  if (items.every(isScalar)) {
    const line = `[${items.map((item) => JSON.stringify(item)).join(', ')}]`;
    if (indent.length + line.length <= WIDTH) return line;
  }
  const inner = `${indent}  `;
  let text = '';
  for (const item of items) text += `${text === '' ? '' : ','}\n${inner}${print(item, inner)}`;
  return `[${text}\n${indent}]`;
}

function printObject(value: object, indent: string): string {
  if ('display' in value) {
    const line = printEntries(value, '', ' ');
    if (indent.length + line.length + 4 <= WIDTH) return `{${line} }`;
  }
  const inner = `${indent}  `;
  return `{${printEntries(value, inner, `\n${inner}`)}\n${indent}}`;
}

function printEntries(value: object, indent: string, before: string): string {
  let text = '';
  for (const [key, item] of Object.entries(value))
    if (item !== undefined) text += `${text === '' ? '' : ','}${before}"${key}": ${print(item, indent)}`;
  return text;
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}
