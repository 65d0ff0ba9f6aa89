import { byCodeUnit, type RelationAccess } from '@rowpact/model';
import type { RelationFacts } from './relation-facts.js';

/** What one statement does with one relation on one way to it, by column numbers. */
export class AccessEntry {
  readonly read = new Set<number>();
  readonly exposed = new Set<number>();
  readonly needs = new Set<number>();
  readonly inserted = new Set<number>();
  readonly updated = new Set<number>();
  inserts = false;
  deletes = false;
  wildcard = false;
  wholeRow = false;
  arbiter: { readonly constraint: string | null; readonly columns: readonly number[] } | null = null;

  constructor(
    readonly relation: RelationFacts,
    readonly path: readonly RelationFacts[],
  ) {}

  /** Columns that the statement falls with. */
  strong(): readonly number[] {
    return [...this.read, ...this.needs, ...this.inserted, ...this.updated];
  }
}

/** The accesses of one statement, one entry per relation and way to it. */
export class AccessTable {
  private readonly entries = new Map<string, AccessEntry>();

  entry(relation: RelationFacts, path: readonly RelationFacts[]): AccessEntry {
    const key = [relation.oid, ...path.map((view) => view.oid)].join(' ');
    let entry = this.entries.get(key);
    if (!entry) this.entries.set(key, (entry = new AccessEntry(relation, path)));
    return entry;
  }

  /** The entries on this way, those that are added meanwhile too. */
  on(path: readonly RelationFacts[]): readonly AccessEntry[] {
    const way = path.map((view) => view.oid).join(' ');
    return [...this.entries.values()].filter((entry) => entry.path.map((view) => view.oid).join(' ') === way);
  }

  /** As the model has them: sorted, by name, the producer's relations only. */
  list(): readonly RelationAccess[] {
    return [...this.entries.values()]
      .filter(({ relation }) => relation.own && RELATION_KINDS.has(relation.kind))
      .map(toAccess)
      .sort((left, right) => byCodeUnit(left.relation, right.relation) || byCodeUnit(wayOf(left), wayOf(right)));
  }
}

const RELATION_KINDS = new Set(['r', 'p', 'v', 'm', 'f']);

function wayOf({ through }: RelationAccess): string {
  return through.join('\0');
}

function toAccess(entry: AccessEntry): RelationAccess {
  const { relation, read, inserted, updated } = entry;
  const written = new Set([...inserted, ...updated]);
  const names = (columns: Iterable<number>): readonly string[] =>
    [...columns].flatMap((column) => relation.columns.get(column)?.name ?? []).sort(byCodeUnit);
  return {
    relation: relation.id,
    through: entry.path.map((view) => view.id),
    read: names(read),
    exposed: names([...entry.exposed].filter((column) => !read.has(column))),
    needs: names([...entry.needs].filter((column) => !read.has(column) && !written.has(column))),
    insert: names(inserted),
    update: names(updated),
    deletes: entry.deletes,
    omitted: entry.inserts ? names(omittedBy(entry)) : null,
    wildcard: entry.wildcard,
    wholeRow: entry.wholeRow,
    arbiter: entry.arbiter && { constraint: entry.arbiter.constraint, columns: names(entry.arbiter.columns) },
  };
}

/** Generated columns are left to nobody's default. */
function omittedBy({ relation, inserted }: AccessEntry): readonly number[] {
  return [...relation.columns].flatMap(([number, { generated }]) =>
    generated || inserted.has(number) ? [] : [number],
  );
}
