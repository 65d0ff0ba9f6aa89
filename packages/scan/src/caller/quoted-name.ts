import { quoteIdentifier } from '@rowpact/model';
import { knownText } from '../value/text.js';
import type { Value } from '../value/value.js';

/** A known value as a quoted name, in parts at its dots; a list as names with commas between. Null where it is not known. */
export function quotedName(value: Value): string | null {
  if (value.kind === 'list') {
    const names = value.items.map(knownText);
    if (!value.complete || names.length === 0) return null;
    return names.every((name) => name !== null) ? names.map(quoteDotted).join(', ') : null;
  }
  const text = knownText(value);
  return text === null ? null : quoteDotted(text);
}

function quoteDotted(name: string): string {
  return name
    .split('.')
    .map((part) => (part === '*' ? part : quoteIdentifier(part)))
    .join('.');
}
