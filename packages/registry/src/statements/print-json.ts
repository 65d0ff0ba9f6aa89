/** What fits into this width stands in one line. */
const WIDTH = 118;

/**
 * JSON with two spaces, keys in the order given, undefined left out. An object or list whose parts are words, numbers and
 * lists of those stands in one line where it fits: a place, a read, what a statement does with a small table.
 */
export function printJson(value: unknown, indent = ''): string {
  const line = inOneLine(value, WIDTH - indent.length, 2);
  if (line !== null) return line;
  const inner = `${indent}  `;
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value) text += `${text === '' ? '' : ','}\n${inner}${printJson(item, inner)}`;
    return `[${text}\n${indent}]`;
  }
  for (const [key, item] of Object.entries(value as object)) {
    // what has no line is no scalar
    if (item === undefined) continue;
    text += `${text === '' ? '' : ','}\n${inner}${JSON.stringify(key)}: ${printJson(item, inner)}`;
  }
  return `{${text}\n${indent}}`;
}

/** Null where it does not fit, or has more levels than a person reads in one line. */
function inOneLine(value: unknown, width: number, levels: number): string | null {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (levels === 0) return null;
  const isList = Array.isArray(value);
  let line = '';
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue;
    const printed = inOneLine(item, width, levels - 1);
    if (printed === null) return null;
    line += `${line === '' ? '' : ', '}${isList ? '' : `${JSON.stringify(key)}: `}${printed}`;
    if (line.length + 4 > width) return null;
  }
  if (line === '') return isList ? '[]' : '{}';
  return isList ? `[${line}]` : `{ ${line} }`;
}
