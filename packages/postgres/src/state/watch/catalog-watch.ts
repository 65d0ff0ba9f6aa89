import type { CatalogQuery } from '../../catalog/catalog-query.js';
import {
  countWrites,
  lookAtCatalogs,
  nextTransaction,
  ownersIn,
  type CatalogSight,
  type LookFrom,
  type WriteCounts,
} from './catalog-look.js';
import { PARTS_OF_OTHERS, WATCHED, WATCHED_NAMES, type WatchedName } from './watched-catalogs.js';

/** Which statement touched a row last: catalog, oid, sub, the statement's number. */
export type Touch = readonly [catalog: WatchedName, oid: number, sub: number, statement: number];

/** Who may have done what is new; null where it was one of several. */
type Culprit = number | null;

/** Finds out which statement of a migration touched which row of the catalog, by looking between them. */
export class CatalogWatch {
  private from: LookFrom = { transaction: '0', command: -1 };
  /** At the last look, where it was in the transaction that still runs. */
  private writes: WriteCounts | null = null;
  private readonly counts = new Map<WatchedName, number>();
  /** By catalog and oid: how many rows there are, 0 where they are gone. */
  private readonly known = new Map<WatchedName, Map<number, number>>();
  private readonly contents = new Map<string, string>();
  private readonly touched = new Map<string, Touch>();
  /** Those of `touched` that are no more. */
  private readonly gone = new Set<string>();

  /** Before the first statement, outside of any transaction. */
  async begin(query: CatalogQuery): Promise<void> {
    this.from = await nextTransaction(query);
    for (const map of [this.counts, this.known, this.contents, this.touched, this.gone]) map.clear();
    for (const [name, owners] of await ownersIn(query, VANISHING)) this.known.set(name, new Map(owners));
    this.writes = null;
    const { sights } = await lookAtCatalogs(query, WATCHED_NAMES, this.from);
    for (const { catalog, count, rows } of sights) {
      this.counts.set(catalog, count);
      for (const { oid, sub, content } of rows) this.contents.set(keyOf(catalog, oid, sub), content);
    }
  }

  /** @returns whether anything was touched since the last look. */
  async look(query: CatalogQuery, culprit: Culprit, isInside: boolean): Promise<boolean> {
    const written = await this.written(query, isInside);
    if (written.length === 0) return false;
    const { sights, next } = await lookAtCatalogs(query, written, this.from);
    this.from = next;
    const miscounted: WatchedName[] = [];
    let isTouched = false;
    for (const sight of sights) {
      const { touched, expected } = this.takeRows(sight, culprit);
      isTouched ||= touched || expected !== sight.count;
      if (expected !== sight.count && this.known.has(sight.catalog)) miscounted.push(sight.catalog);
      this.counts.set(sight.catalog, sight.count);
    }
    for (const [name, owners] of await ownersIn(query, miscounted)) this.takeVanished(name, owners, culprit);
    return isTouched;
  }

  /** The catalogs that were written to since the last look; outside of a transaction, and first in one, it may be any. */
  private async written(query: CatalogQuery, isInside: boolean): Promise<readonly WatchedName[]> {
    const before = this.writes;
    const now = isInside ? await countWrites(query) : null;
    this.writes = now;
    if (before === null || now === null) return WATCHED_NAMES;
    return WATCHED_NAMES.filter((name) => before.get(name) !== now.get(name));
  }

  /** What these statements did is undone; the transaction itself is over, or goes on behind a savepoint. */
  rolledBack(from: number, isOver: boolean): void {
    if (isOver) this.from = { ...this.from, command: -1 };
    this.writes = null;
    for (const [key, [, , , statement]] of this.touched) if (statement >= from) this.touched.delete(key);
    for (const key of this.contents.keys()) if (!key.startsWith('pg_authid ')) this.contents.delete(key);
  }

  touches(): readonly Touch[] {
    return [...this.touched.values()];
  }

  private takeRows(
    { catalog, rows }: CatalogSight,
    culprit: Culprit,
  ): { readonly touched: boolean; readonly expected: number } {
    const known = this.known.get(catalog);
    let expected = this.counts.get(catalog) ?? 0;
    let isTouched = false;
    for (const { oid, sub, content } of rows) {
      if (known && (known.get(oid) ?? 0) === 0) {
        known.set(oid, 1);
        expected += 1;
      }
      const key = keyOf(catalog, oid, sub);
      const isSame = WATCHED[catalog].content !== undefined && this.contents.get(key) === content;
      this.contents.set(key, content);
      if (isSame) continue;
      isTouched = true;
      this.touch([catalog, oid, sub, culprit ?? NOBODY]);
    }
    return { touched: isTouched, expected };
  }

  private takeVanished(catalog: WatchedName, present: ReadonlyMap<number, number>, culprit: Culprit): void {
    const known = this.known.get(catalog) ?? new Map<number, number>();
    for (const [oid, before] of known) {
      const now = present.get(oid) ?? 0;
      const key = keyOf(catalog, oid, 0);
      if (now < before) {
        this.touch([catalog, oid, 0, culprit ?? NOBODY]);
        if (now === 0) this.gone.add(key);
      } else if (now > 0 && this.gone.delete(key)) {
        // A rollback brought it back.
        this.touched.delete(key);
      }
      known.set(oid, now);
    }
    for (const [oid, now] of present) known.set(oid, now);
  }

  private touch(touch: Touch): void {
    const [catalog, oid, sub] = touch;
    this.touched.set(keyOf(catalog, oid, sub), touch);
  }
}

/** In the place of a statement's number: nobody knows which. */
export const NOBODY = -1;

/** Catalogs whose rows are found out to be gone; a column goes with its table, or stays as dropped. */
const VANISHING = WATCHED_NAMES.filter((name) => !PARTS_OF_OTHERS.has(name));

function keyOf(catalog: WatchedName, oid: number, sub: number): string {
  return `${catalog} ${oid} ${sub}`;
}
