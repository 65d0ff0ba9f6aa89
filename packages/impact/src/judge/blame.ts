import { partsOf, type Change, type RefusedStatement } from '@rowpact/model';
import { relationsOf } from './change-keys.js';

/** Kinds of changes that PostgreSQL's error codes point at. */
const KINDS_BY_SQLSTATE: Readonly<Record<string, RegExp>> = {
  '42703': /^column-|^attribute-|^relation-replaced|^routine-|^view-/,
  '42P01': /^relation-|^schema-|^setting-|^sequence-|^role-/,
  '42883': /^routine-|^column-type|^column-recreated|^relation-replaced|^extension-|^object-|^type-/,
  '42725': /^routine-/,
  '42702': /^column-/,
  '42804': /^column-|^columns-|^routine-|^relation-replaced/,
  '42846': /^column-type|^type-|^object-/,
  '42601': /^column-|^columns-|^relation-replaced/,
  '42803': /^constraint-|^relation-replaced|^column-/,
  '42P10': /^constraint-|^index-|^relation-replaced/,
  '42704': /^constraint-|^type-|^relation-replaced|^object-|^extension-|^schema-/,
  '428C9': /^column-/,
  '42501': /^privilege-|^row-|^policy-|^role-|^owner-|^relation-|^view-option|^routine-|^schema-/,
  '22P02': /^enum-|^column-type|^type-/,
  '55000': /^view-|^constraint-|^relation-replaced/,
  '0A000': /^view-|^relation-replaced|^column-/,
  '3F000': /^schema-/,
};

/** The changes that touch a statement, most to blame for a refusal first; equal ones in their own order. */
export function byBlame(refusal: RefusedStatement, changes: readonly Change[]): readonly Change[] {
  const named = namesIn(refusal);
  const scored = changes.map((change, index) => ({ change, index, score: score(change, refusal.sqlstate, named) }));
  return scored.sort((left, right) => right.score - left.score || left.index - right.index).map(({ change }) => change);
}

/** Whether PostgreSQL's words name what a change is about. */
export function names(refusal: RefusedStatement, ...wanted: readonly string[]): boolean {
  const named = namesIn(refusal);
  return wanted.every((name) => named.has(name));
}

/** What PostgreSQL's message puts in quotes, and the words of dotted names that it leaves bare (`column p.team_id`). */
function namesIn({ message, detail, hint }: RefusedStatement): ReadonlySet<string> {
  const text = [message, detail ?? '', hint ?? ''].join('\n');
  const found = new Set<string>();
  const add = (name: string) => {
    for (const part of name.split('.')) found.add(part.replace(/\(.*/su, ''));
  };
  for (const [, name = ''] of text.matchAll(/"([^"]+)"/gu)) {
    found.add(name);
    add(name);
  }
  for (const [, name = ''] of text.matchAll(
    /\b(?:column|function|procedure|operator class|type|types|matched|and) ([^\s"]+)/gu,
  )) {
    add(name.replace(/[,;:]$/u, ''));
  }
  return found;
}

function score(change: Change, sqlstate: string, named: ReadonlySet<string>): number {
  const ofKind = KINDS_BY_SQLSTATE[sqlstate]?.test(change.kind) ? 2 : 0;
  return ofKind + (ownNames(change).some((name) => named.has(name)) ? 3 : 0) + (ofRelation(change, named) ? 1 : 0);
}

function ofRelation(change: Change, named: ReadonlySet<string>): boolean {
  return relationsOf(change).some((id) => named.has(partsOf(id).name));
}

/** The names that only this change is about: its column before its relation. */
function ownNames(change: Change): readonly string[] {
  if ('column' in change) return 'to' in change ? [change.column, change.to] : [change.column];
  if ('label' in change) return [change.label];
  if ('attribute' in change) return [change.attribute];
  if ('type' in change) return [partsOf(change.type).name];
  const own: string[] = [];
  if ('schema' in change) own.push(change.schema);
  for (const side of ['before', 'after'] as const) {
    const object: unknown = side in change ? change[side as keyof typeof change] : null;
    if (typeof object === 'object' && object !== null && 'name' in object) own.push(String(object.name));
  }
  return own.length > 0 ? own : relationsOf(change).map((id) => partsOf(id).name);
}
