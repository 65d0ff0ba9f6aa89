import { applyEdits, modify, type JSONPath, type ModificationOptions } from 'jsonc-parser';

/**
 * Changes a JSON text from one value to another where the two differ and nowhere else: comments, order and spacing of the rest stay.
 * Keys are added and changed, never removed; a list that only grew gets its new items at the end.
 */
export function editJson(text: string, before: unknown, after: unknown, path: JSONPath = []): string {
  if (JSON.stringify(before) === JSON.stringify(after)) return text;
  if (isObject(before) && isObject(after))
    return Object.keys(after).reduce((sofar, key) => editJson(sofar, before[key], after[key], [...path, key]), text);
  if (Array.isArray(before) && Array.isArray(after) && before.length <= after.length)
    return after.reduce<string>((sofar, item, index) => {
      if (index < before.length) return editJson(sofar, before[index], item, [...path, index]);
      return withValue(sofar, [...path, index], item, true);
    }, text);
  return withValue(text, path, after, false);
}

function withValue(text: string, path: JSONPath, value: unknown, isArrayInsertion: boolean): string {
  return applyEdits(text, modify(text, path, value, { isArrayInsertion, formattingOptions: formattingOf(text) }));
}

function formattingOf(text: string): ModificationOptions['formattingOptions'] & object {
  const indent = /^([ \t]+)"/mu.exec(text)?.[1] ?? '  ';
  return { insertSpaces: !indent.startsWith('\t'), tabSize: indent.length, eol: text.includes('\r\n') ? '\r\n' : '\n' };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
