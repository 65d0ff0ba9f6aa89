import { element, has, head, isFunctionStep, rest, withPath, type Carried } from './carried.js';
import { LIST_MEMBERS, RESULT_MEMBERS } from './method-tables.js';

/** What one gets by asking a value for a property. */
export type Member =
  | { readonly kind: 'value'; readonly carried: Carried }
  | { readonly kind: 'column'; readonly name: string }
  /** Nothing of a row. */
  | { readonly kind: 'nothing' }
  /** Some column, nobody knows which. */
  | { readonly kind: 'any column' };

const NOTHING: Member = { kind: 'nothing' };

/** @param key null where the name is not known: `row[key]`. */
export function memberOf(carried: Carried, key: string | null, isColumn: (name: string) => boolean): Member {
  const step = head(carried);
  if (isFunctionStep(step) || step === 'new') return NOTHING;
  if (step === 'row') return columnOf(carried, key);
  if (step === 'rows?') return ofRowOrRows(carried, key);
  if (step === 'result') return ofResult(carried, key, isColumn);
  if (step === 'sql') return { kind: 'value', carried };
  if (step === '{}') return key === 'size' ? NOTHING : { kind: 'value', carried: rest(carried) };
  if (step === '[]') {
    return key !== null && LIST_MEMBERS.has(key) ? NOTHING : { kind: 'value', carried: rest(carried) };
  }
  return key === null || step === `.${key}` ? { kind: 'value', carried: rest(carried) } : NOTHING;
}

function columnOf(carried: Carried, key: string | null): Member {
  if (key === null) return { kind: 'any column' };
  return has(carried, key) ? { kind: 'column', name: key } : NOTHING;
}

function ofRowOrRows(carried: Carried, key: string | null): Member {
  if (key !== null && /^\d+$/.test(key)) return { kind: 'value', carried: withPath(carried, 'row') };
  // Of a list it is a row, of a row a column: only the second can break somebody unseen.
  return columnOf(carried, key);
}

function ofResult(carried: Carried, key: string | null, isColumn: (name: string) => boolean): Member {
  if (key === 'rows') return { kind: 'value', carried: withPath(carried, '[]', 'row') };
  const one = element(carried);
  if (key === null || /^\d+$/.test(key)) return one === null ? NOTHING : { kind: 'value', carried: one };
  if (isColumn(key)) return columnOf(withPath(carried, 'row'), key);
  if (RESULT_MEMBERS.has(key) || LIST_MEMBERS.has(key)) return NOTHING;
  // `data`, `records`: some wrapper's word for its rows.
  return { kind: 'value', carried };
}
