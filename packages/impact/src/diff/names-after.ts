import { partsOf, quoteLiteral, splitName, type Column, type RelationId, type TypeId } from '@rowpact/model';
import type { IdentityBy } from './found-change.js';
import { sqlTokens } from './sql-tokens.js';
import { keyed, type RelationState, type StateIndex } from './state-index.js';

/**
 * What the things that are still there are called after the change. PostgreSQL prints definitions with today's names, so that a
 * rename changes the text of a view and not the view: texts are compared with the renames in mind.
 */
export class NamesAfter {
  private readonly relations = new Map<RelationId, RelationId>();
  private readonly types = new Map<TypeId, TypeId>();
  private readonly columns = new Map<RelationId, ReadonlyMap<string, string>>();
  private readonly words = new Map<string, Set<string>>();

  constructor(before: StateIndex, after: StateIndex, identity: IdentityBy) {
    if (identity === 'names') return;
    this.addRelations(before, after);
    this.addTypes(before, after);
    const { details: old } = before.state;
    const { details: now } = after.state;
    for (const [from, to] of renamed(old.schemas, now.schemas)) this.addWord(from.name, to.name);
    for (const [from, to] of renamed(old.routines, now.routines)) this.addWord(from.name, to.name);
    for (const [from, to] of renamed(old.sequences, now.sequences)) this.addId(from.id, to.id);
  }

  relation(id: RelationId): RelationId {
    return this.relations.get(id) ?? id;
  }

  type(id: TypeId): TypeId {
    return this.types.get(id) ?? id;
  }

  column(relation: RelationId, column: string): string {
    return this.columns.get(relation)?.get(column) ?? column;
  }

  columnsOf(relation: RelationId, columns: readonly (string | null)[]): readonly (string | null)[] {
    return columns.map((column) => (column === null ? null : this.column(relation, column)));
  }

  /** Whether two texts of SQL say the same but for what was renamed. `own`: the names of the thing itself, which the texts may hold. */
  sameText(before: string | null, after: string | null, own?: readonly [before: string, after: string]): boolean {
    if (before === after) return true;
    if (before === null || after === null) return false;
    const renamedItself = own !== undefined && own[0] !== own[1];
    if (this.words.size === 0 && !renamedItself) return false;
    const means = (from: string, to: string): boolean =>
      from === to || (this.words.get(from)?.has(to) ?? false) || (renamedItself && from === own[0] && to === own[1]);
    const same = (from: string, to: string): boolean =>
      means(from, to) || (from.startsWith("'") && to.startsWith("'") && sameNames(from, to, means));
    return sameTokens(sqlTokens(before), sqlTokens(after), same);
  }

  private addRelations(before: StateIndex, after: StateIndex): void {
    for (const old of before.relations) {
      const now = after.relationsByOid.get(old.oid);
      if (now === undefined) continue;
      if (now.id !== old.id) {
        this.relations.set(old.id, now.id);
        this.addId(old.id, now.id);
      }
      const columns = renamedColumns(old, now);
      if (columns.size > 0) this.columns.set(old.id, columns);
      for (const [from, to] of columns) this.addWord(from, to);
    }
  }

  private addTypes(before: StateIndex, after: StateIndex): void {
    for (const old of before.types) {
      const now = after.typesByOid.get(old.oid);
      if (now === undefined) continue;
      if (now.id !== old.id) {
        this.types.set(old.id, now.id);
        this.addId(old.id, now.id);
      }
      for (const [from, to] of renamed(old.detail.labels, now.detail.labels))
        this.addWord(quoteLiteral(from.label), quoteLiteral(to.label));
      const attributes = keyed(now.detail.attributes, ({ attnum }) => attnum);
      for (const { attnum, name } of old.detail.attributes) this.addWord(name, attributes.get(attnum)?.name ?? name);
    }
  }

  private addId(from: RelationId | TypeId, to: RelationId | TypeId): void {
    const old = partsOf(from);
    const now = partsOf(to);
    this.addWord(old.schema, now.schema);
    this.addWord(old.name, now.name);
  }

  private addWord(from: string, to: string): void {
    if (from === to) return;
    const words = this.words.get(from);
    if (words) words.add(to);
    else this.words.set(from, new Set([to]));
  }
}

/** Members that are still there and print otherwise. */
function renamed<Value extends { readonly oid: number }>(
  before: readonly Value[],
  after: readonly Value[],
): readonly (readonly [Value, Value])[] {
  const byOid = keyed(after, ({ oid }) => oid);
  return before.flatMap((old) => {
    const now = byOid.get(old.oid);
    return now === undefined ? [] : [[old, now] as const];
  });
}

function renamedColumns(old: RelationState, now: RelationState): ReadonlyMap<string, string> {
  const columns = new Map<string, string>();
  const same = (column: Column, at: number): boolean => {
    const other = now.relation.columns[at];
    return other?.name === column.name && other.identityInCatalog?.attnum === column.identityInCatalog?.attnum;
  };
  if (old.relation.columns.every(same)) return columns;
  const byAttnum = keyed(now.relation.columns, ({ identityInCatalog }) => identityInCatalog?.attnum ?? 0);
  for (const { name, identityInCatalog } of old.relation.columns) {
    const after = identityInCatalog ? byAttnum.get(identityInCatalog.attnum)?.name : undefined;
    if (after !== undefined && after !== name) columns.set(name, after);
  }
  return columns;
}

/** Whether two literals hold names, as in `nextval('league.ticket'::regclass)`, and the names mean the same. */
function sameNames(before: string, after: string, means: (from: string, to: string) => boolean): boolean {
  const old = splitName(before.slice(1, -1));
  const now = splitName(after.slice(1, -1));
  if (old === null || now === null || old.length !== now.length) return false;
  return old.every((part, at) => means(part, now[at] ?? ''));
}

/**
 * A column that a view hands on under its own name gets `AS` and its old name once it is renamed, and loses it where it is renamed
 * to what the view calls it.
 */
function sameTokens(
  before: readonly string[],
  after: readonly string[],
  means: (from: string, to: string) => boolean,
): boolean {
  let left = 0;
  let right = 0;
  while (left < before.length && right < after.length) {
    const from = before[left] ?? '';
    const to = after[right] ?? '';
    if (means(from, to)) {
      left += 1;
      right += 1;
    } else if (to === 'AS' && after[right + 1] === before[left - 1]) right += 2;
    else if (from === 'AS' && before[left + 1] === after[right - 1]) left += 2;
    else return false;
  }
  const trailing = (tokens: readonly string[], at: number, last: string | undefined): boolean =>
    at === tokens.length || (at === tokens.length - 2 && tokens[at] === 'AS' && tokens[at + 1] === last);
  return trailing(before, left, after.at(-1)) && trailing(after, right, before.at(-1));
}
