import type { ts } from 'ts-morph';
import { knownText, piecesOf } from '../value/text.js';
import type { Evaluate, Scope, Value } from '../value/value.js';
import { holeAt, parameterAt, partsOfPieces, textAt, type Part } from './parts.js';
import { quotedName } from './quoted-name.js';

/** The values that a call hands over for the placeholders of its text. */
export interface Bound {
  /** Null where there are none. */
  readonly values: Value | null;
  /** Whether they are told by name. */
  readonly named: boolean;
  /** Whether there is, or may be, a value of a name. */
  readonly has: (name: string) => boolean;
  readonly text: (sql: string) => Part;
  readonly parameter: (key: string | number) => readonly Part[];
  /** The value as a quoted name. */
  readonly nameOf: (key: string | number) => readonly Part[];
  /** The value as SQL. */
  readonly raw: (key: string | number) => readonly Part[];
  /** The value without quotes around it, for the inside of a string. */
  readonly open: (key: string | number) => readonly Part[];
}

/** @param node - the expression that the values are; null where the call has none. */
export function boundValues(node: ts.Expression | null, whole: ts.Expression, scope: Scope, evaluate: Evaluate): Bound {
  const values = node === null ? null : evaluate(node, scope);
  const place = node ?? whole;
  const valueOf = (key: string | number): Value | null => {
    if (values?.kind === 'list') return typeof key === 'number' && values.complete ? (values.items[key] ?? null) : null;
    if (values?.kind === 'object') return memberOf(values, String(key), evaluate);
    // One value that is no list stands for `$1`.
    return key === 0 && values?.kind === 'text' ? values : null;
  };
  const hole = (key: string | number): readonly Part[] => {
    const value = valueOf(key);
    return [holeAt(place, scope.module, value?.kind === 'unknown' ? value : null)];
  };
  const raw = (key: string | number): readonly Part[] => {
    const value = valueOf(key);
    if (value === null || knownText(value) === null) return hole(key);
    return partsOfPieces(piecesOf(value, place, scope.module));
  };
  return {
    values,
    named: values?.kind === 'object',
    has: (name) => values?.kind !== 'object' || values.members.has(name.split('.')[0] ?? '') || !values.complete,
    text: (sql) => textAt(sql, place, scope.module),
    parameter: (key) => [parameterAt(place, scope.module, `bound ${key}`)],
    nameOf: (key) => {
      const value = valueOf(key);
      const name = value && quotedName(value);
      return name === null ? hole(key) : [textAt(name, place, scope.module)];
    },
    raw,
    open: (key) => raw(key).map((part) => (part.kind === 'hole' ? { ...part, splice: true } : part)),
  };
}

function memberOf(values: Extract<Value, { kind: 'object' }>, name: string, evaluate: Evaluate): Value | null {
  const member = values.members.get(name);
  return member === undefined ? null : 'kind' in member ? member : evaluate(member.expression, member.scope);
}
