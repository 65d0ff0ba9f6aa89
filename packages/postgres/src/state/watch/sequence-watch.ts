import { booleanOf, numberOf, textOf, textOrNull, type CatalogQuery } from '../../catalog/catalog-query.js';
import { nextOf } from '../details/next-value.js';
import type { Touch } from './catalog-watch.js';

/** What each sequence answers next before the migration, null where it is exhausted; by oid. */
export type SequenceBounds = ReadonlyMap<number, string | null>;

const POSITIONS = `
  select s.seqrelid::text as oid, s.seqincrement::text as increment, s.seqmin::text as minimum, s.seqmax::text as maximum,
    s.seqcycle as cycle, d.last_value::text as last_value, d.is_called
  from pg_catalog.pg_sequence s cross join lateral pg_catalog.pg_get_sequence_data(s.seqrelid) d`;

/** Finds out which statement set a sequence back or to its end by `setval`, which leaves no trace in the catalog. */
export class SequenceWatch {
  private readonly touched = new Map<number, number>();
  private readonly next: Map<number, string | null>;

  constructor(private readonly before: SequenceBounds) {
    this.next = new Map(before);
  }

  begin(): void {
    this.touched.clear();
    this.next.clear();
    for (const [oid, next] of this.before) this.next.set(oid, next);
  }

  /** Rows that are inserted move a sequence on: only what comes out of that order was set. */
  async look(query: CatalogQuery, statement: number): Promise<void> {
    for (const row of await query(POSITIONS)) {
      const lastValue = textOrNull(row, 'last_value');
      if (lastValue === null) continue;
      const oid = numberOf(row, 'oid');
      const bounds = {
        increment: textOf(row, 'increment'),
        minimum: textOf(row, 'minimum'),
        maximum: textOf(row, 'maximum'),
        cycle: booleanOf(row, 'cycle'),
      };
      const next = nextOf(bounds, { lastValue, isCalled: booleanOf(row, 'is_called') });
      const known = this.next.get(oid);
      this.next.set(oid, next);
      if (known !== undefined && isSet(known, next, bounds.increment)) this.touched.set(oid, statement);
    }
  }

  /** All of them stand as they did before these statements, which run again. */
  setBack(from: number): void {
    for (const [oid, statement] of this.touched) if (statement >= from) this.touched.delete(oid);
    for (const [oid, next] of this.before) this.next.set(oid, next);
  }

  touches(): readonly Touch[] {
    return [...this.touched].map(([oid, statement]) => ['pg_sequence', oid, 0, statement]);
  }
}

function isSet(before: string | null, after: string | null, increment: string): boolean {
  if (before === null || after === null) return before !== after;
  return BigInt(increment) > 0n ? BigInt(after) < BigInt(before) : BigInt(after) > BigInt(before);
}
