import { byCodeUnit, type RelationAccess, type TypeId } from '@rowpact/model';
import { AccessTable, type AccessEntry } from './access-table.js';
import { type CatalogFacts, REWRITE } from './catalog-facts.js';
import { keyOf, type ObjectAddress } from './dependency-facts.js';
import { CATALOG, type FoundUses, type FoundWrite, WANT } from './found-uses.js';
import type { ParseNode } from './parse-tree.js';
import { COMMAND, ENTRY, QueryLevel } from './query-level.js';
import { readUses } from './read-uses.js';
import { isTable, isView, type RelationFacts } from './relation-facts.js';

/** What a statement uses, with everything that stands behind it. */
export interface FollowedUses {
  readonly relations: readonly RelationAccess[];
  readonly functions: readonly string[];
  readonly types: readonly TypeId[];
}

/** A way that is followed: the views on it. */
type Path = readonly RelationFacts[];

/**
 * Follows a tree's uses through views, functions, constraints and generated columns to the columns behind them.
 * @param types - those of its parameters and results.
 */
export function followUses(
  uses: FoundUses,
  types: readonly number[],
  facts: CatalogFacts,
  constraints: ReadonlyMap<number, string>,
): FollowedUses {
  const follower = new Follower(facts, constraints);
  follower.take(uses, [], []);
  follower.noteTypes(types);
  return {
    relations: follower.table.list(),
    functions: [...follower.functions].sort(byCodeUnit),
    types: [...follower.types].sort(byCodeUnit),
  };
}

class Follower {
  readonly table = new AccessTable();
  readonly functions = new Set<string>();
  readonly types = new Set<TypeId>();

  constructor(
    private readonly facts: CatalogFacts,
    private readonly constraints: ReadonlyMap<number, string>,
  ) {}

  /**
   * Takes what one tree uses.
   * @param path - the views on the way to it.
   * @param owners - what the tree itself falls with: the view whose query it is.
   */
  take(uses: FoundUses, path: Path, owners: readonly ObjectAddress[]): void {
    const view = path.at(-1);
    for (const [oid, columns] of uses.columns) {
      const relation = this.facts.relation(oid);
      // In a rule's action OLD and NEW are the view's own rows.
      if (relation && relation !== view) takeColumns(this.table.entry(relation, path), columns);
    }
    this.takeFields(uses, path);
    this.takeMarks(uses, path);
    for (const [oid, write] of uses.writes) {
      const relation = this.facts.relation(oid);
      if (relation) this.takeWrite(this.table.entry(relation, path), write);
    }
    this.noteTypes(uses.types);
    for (const oid of uses.objects.get(CATALOG.relation) ?? []) {
      const relation = this.facts.relation(oid);
      if (relation) this.table.entry(relation, path);
    }
    this.takeFall([...owners, ...objectsOf(uses)], path, 'needs');
    this.takeColumnFalls(path);
    for (const entry of this.table.on(path)) if (isView(entry.relation)) this.enterView(entry);
  }

  private takeFields(uses: FoundUses, path: Path): void {
    for (const [type, fields] of uses.fields) {
      const relation = this.facts.rowOf(type);
      if (!relation || relation.kind === 'c') continue;
      const entry = this.table.entry(relation, path);
      // Numbers of fields are those of columns, dropped ones counted.
      takeColumns(entry, new Map([...fields].filter(([field]) => field > 0)));
      if (fields.has(0)) takeWholeRow(entry);
      if (uses.wildcardFields.has(type)) entry.wildcard = true;
    }
  }

  private takeMarks(uses: FoundUses, path: Path): void {
    for (const [oid, columns] of uses.needs) {
      const relation = this.facts.relation(oid);
      if (relation) for (const column of columns) this.table.entry(relation, path).needs.add(column);
    }
    for (const oid of uses.wildcards) {
      const relation = this.facts.relation(oid);
      if (relation) this.table.entry(relation, path).wildcard = true;
    }
    for (const oid of uses.wholeRows) {
      const relation = this.facts.relation(oid);
      if (relation) takeWholeRow(this.table.entry(relation, path));
    }
  }

  private takeWrite(entry: AccessEntry, write: FoundWrite): void {
    entry.inserts ||= write.inserts;
    entry.deletes ||= write.deletes;
    for (const column of write.inserted) entry.inserted.add(column);
    for (const column of write.updated) entry.updated.add(column);
    if (!write.arbiter) return;
    const constraint = this.constraints.get(write.arbiter.constraint) ?? null;
    entry.arbiter = { constraint, columns: write.arbiter.columns };
  }

  noteTypes(oids: Iterable<number>): void {
    for (const oid of oids) {
      const type = this.facts.type(oid);
      if (!type) continue;
      if (type.element !== 0) this.noteTypes([type.element]);
      else if (type.own) this.types.add(type.id);
    }
  }

  /** Columns that stand for others: a generated one falls with what it is computed from, an inherited one with its parent's. */
  private takeColumnFalls(path: Path): void {
    for (const entry of this.table.on(path)) {
      const special = (columns: Iterable<number>): readonly ObjectAddress[] =>
        [...columns].flatMap((column) => {
          const facts = entry.relation.columns.get(column);
          return facts?.generated || facts?.inherited ? [columnAddress(entry.relation.oid, column)] : [];
        });
      this.takeFall(special(entry.strong()), path, 'needs');
      this.takeFall(special(entry.exposed), path, 'exposed');
    }
  }

  /** Everything that these objects fall with, up to the next view. */
  private takeFall(objects: readonly ObjectAddress[], path: Path, as: 'needs' | 'exposed'): void {
    const open = [...objects];
    const seen = new Set(open.map(keyOf));
    for (let object = open.pop(); object; object = open.pop()) {
      if (object.catalog === CATALOG.function) this.noteFunction(object.oid);
      if (object.catalog === CATALOG.type) this.noteTypes([object.oid]);
      for (const next of this.stepsFrom(object)) {
        if (seen.has(keyOf(next))) continue;
        seen.add(keyOf(next));
        if (this.reach(next, path, as)) open.push(next);
      }
    }
  }

  private stepsFrom(object: ObjectAddress): readonly ObjectAddress[] {
    const steps = this.facts.dependencies.of(object);
    if (object.catalog !== CATALOG.relation || object.part === 0) return steps;
    const relation = this.facts.relation(object.oid);
    const column = relation?.columns.get(object.part);
    return relation && column?.inherited ? [...steps, ...this.inParents(relation, column.name)] : steps;
  }

  private inParents(relation: RelationFacts, name: string): readonly ObjectAddress[] {
    return relation.parents.flatMap((oid) => {
      const parent = this.facts.relation(oid);
      const column = [...(parent?.columns ?? [])].find(([, facts]) => facts.name === name);
      return column ? [columnAddress(oid, column[0])] : [];
    });
  }

  /** @returns whether to go on from there. */
  private reach(object: ObjectAddress, path: Path, as: 'needs' | 'exposed'): boolean {
    if (object.catalog !== CATALOG.relation) return true;
    const relation = this.facts.relation(object.oid);
    if (!relation || relation === path.at(-1)) return false;
    if (isView(relation)) {
      const view = this.table.entry(relation, path);
      if (object.part > 0) view.needs.add(object.part);
      return false;
    }
    if (!isTable(relation)) return true;
    // With the whole table falls everything; that is no column's doing.
    if (object.part === 0) return false;
    this.table.entry(relation, path)[as].add(object.part);
    return true;
  }

  private noteFunction(oid: number): void {
    const signature = this.facts.signature(oid);
    if (signature !== null) this.functions.add(signature);
  }

  private enterView(entry: AccessEntry): void {
    const { relation, path } = entry;
    if (!relation.own || path.includes(relation) || !relation.query) return;
    const inner = [...path, relation];
    const wants = (position: number): number =>
      entry.read.has(position) ? WANT.named | WANT.value : entry.exposed.has(position) ? WANT.value : WANT.nothing;
    this.take(readUses(relation.query, null, wants).uses, inner, [columnAddress(relation.oid, 0)]);
    for (const [command, isDone] of writesOf(entry)) if (isDone) this.writeThrough(entry, command, inner);
  }

  /** What a write to a view comes to: an INSTEAD rule's actions, or the same write to the table behind it. */
  private writeThrough(entry: AccessEntry, command: number, inner: Path): void {
    const { relation } = entry;
    const rule = relation.instead.get(command);
    if (rule) {
      const owner = { catalog: REWRITE, oid: rule.rule, part: 0 };
      for (const action of rule.actions) this.take(readUses(action, null, () => WANT.nothing).uses, inner, [owner]);
      return;
    }
    if (relation.triggered.has(command) || !relation.query) return;
    const base = baseOf(relation.query);
    const table = base && this.facts.relation(base.relation);
    if (!base || !table) return;
    const target = this.table.entry(table, inner);
    const behind = (columns: Iterable<number>): readonly number[] =>
      [...columns].flatMap((column) => base.columns.get(column) ?? []);
    if (command === COMMAND.delete) target.deletes = true;
    if (command === COMMAND.update) for (const column of behind(entry.updated)) target.updated.add(column);
    if (command === COMMAND.insert) {
      target.inserts = true;
      for (const column of behind(entry.inserted)) target.inserted.add(column);
    }
    this.takeColumnFalls(inner);
    if (isView(table)) this.enterView(target);
  }
}

function takeColumns(entry: AccessEntry, columns: ReadonlyMap<number, number>): void {
  for (const [column, wanted] of columns) {
    if (!entry.relation.columns.has(column)) continue;
    if (wanted & WANT.named) entry.read.add(column);
    else if (wanted & WANT.value) entry.exposed.add(column);
  }
}

function takeWholeRow(entry: AccessEntry): void {
  entry.wholeRow = true;
  for (const column of entry.relation.columns.keys()) entry.exposed.add(column);
}

function objectsOf(uses: FoundUses): readonly ObjectAddress[] {
  return [...uses.objects].flatMap(([catalog, oids]) => [...oids].map((oid) => ({ catalog, oid, part: 0 })));
}

function columnAddress(relation: number, column: number): ObjectAddress {
  return { catalog: CATALOG.relation, oid: relation, part: column };
}

function writesOf(entry: AccessEntry): readonly (readonly [command: number, isDone: boolean])[] {
  return [
    [COMMAND.insert, entry.inserts],
    [COMMAND.update, entry.updated.size > 0],
    [COMMAND.delete, entry.deletes],
  ];
}

/** The one relation behind a view that can be written through, and its columns by those of the view. */
function baseOf(query: ParseNode): { readonly relation: number; readonly columns: ReadonlyMap<number, number> } | null {
  const level = new QueryLevel(query, null);
  const [from, ...others] = query.node('jointree')?.nodes('fromlist') ?? [];
  if (from?.tag !== 'RANGETBLREF' || others.length > 0) return null;
  const index = from.number('rtindex');
  const entry = level.entry(index);
  if (entry?.number('rtekind') !== ENTRY.relation) return null;
  const columns = level.positions().flatMap((position) => {
    const expression = level.result(position)?.node('expr');
    const isPlain = expression?.tag === 'VAR' && expression.number('varno') === index;
    return isPlain ? [[position, expression.number('varattno')] as const] : [];
  });
  return { relation: entry.number('relid'), columns: new Map(columns) };
}
