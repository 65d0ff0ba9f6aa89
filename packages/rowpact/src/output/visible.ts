/** Fields whose text is meant to have several lines. */
const SEVERAL_LINES: ReadonlySet<string> = new Set(['diff', 'statement', 'hint', 'detail', 'sql']);

/**
 * The same value with nothing in its texts that a terminal obeys or that turns a line around: names come from databases and code
 * that anybody may have written. One character stands for one, so that offsets into a text hold. A line break stays only where
 * several lines are meant: a name with one in it could otherwise pretend to be a line of ours.
 */
export function visible<Value>(value: Value, field = ''): Value {
  // The shape is kept: texts become texts, arrays arrays, and objects objects with the same keys.
  return shown(value, field) as Value;
}

function shown(value: unknown, field: string): unknown {
  if (typeof value === 'string') return visibleText(value, SEVERAL_LINES.has(field));
  if (Array.isArray(value)) return value.map((one) => shown(one, field));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shown(one, key)]));
}

const OBEYED = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** One text so. @param lines whether line breaks stay */
export function visibleText(text: string, lines = false): string {
  return text.replace(OBEYED, (character) => {
    if (character === '\t' || (lines && character === '\n')) return character;
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : '\ufffd';
  });
}
