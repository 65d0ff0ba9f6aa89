import type { SetChange } from '@rowpact/model';
import { type Migration, type MigrationPlan, selectRevision } from '@rowpact/postgres';
import { matchMigrations, type RecordedMigration } from './match-migrations.js';

/** What has run, and what is to run after it. */
export interface PendingMigrations {
  /** What production is: its own text, in its own order. */
  readonly base: MigrationPlan;
  /** In the order of the head. */
  readonly pending: readonly Migration[];
  readonly changes: readonly SetChange[];
  /** Sentences for people. */
  readonly notes: readonly string[];
}

/**
 * What a merge would run: the head's migrations that the base does not have. A file that was only renamed has run; one that was
 * edited has run as it was. Flyway's repeatable migrations run again when they have changed.
 */
export function pendingMigrations(base: MigrationPlan, head: MigrationPlan): PendingMigrations {
  const { pending, changes, notes } = compareSets(base.migrations, head.migrations);
  return { base, pending, changes, notes };
}

/**
 * The same from a list of what has run, which holds hashes and no text: what has run is then read from the head.
 * Where the head has another text under a name, or none, that is said in a note, since nobody knows what ran.
 */
export function pendingSince(record: readonly RecordedMigration[], head: MigrationPlan): PendingMigrations {
  const { pending, changes, notes, ran } = compareSets(record, head.migrations);
  const lost = changes.flatMap((change) =>
    change.kind === 'migration-edited'
      ? [`what ${change.migration} did before it was edited is not recorded: its text of today stands for it`]
      : change.kind === 'migration-deleted'
        ? [`what ${change.migration} did is not recorded and its file is gone: the base is without it`]
        : [],
  );
  return { base: { ...head, migrations: ran }, pending, changes, notes: [...notes, ...lost] };
}

/** What comes after a revision that people name. @throws FailureError (`revision-unknown`). */
export function pendingFrom(head: MigrationPlan, revision: string): PendingMigrations {
  const base = selectRevision(head, revision);
  return { base, pending: head.migrations.slice(base.migrations.length), changes: [], notes: [] };
}

interface Comparison {
  readonly pending: readonly Migration[];
  /** Those of the head that have run, whatever they were then. */
  readonly ran: readonly Migration[];
  readonly changes: readonly SetChange[];
  readonly notes: readonly string[];
}

function compareSets(base: readonly RecordedMigration[], head: readonly Migration[]): Comparison {
  const { pairs, deleted } = matchMigrations(base, head);
  const again = (migration: Migration): boolean =>
    isRepeatable(migration.label) && pairs.get(migration)?.same === false;
  const pending = head.filter((migration) => !pairs.has(migration) || again(migration));
  const ran = head.filter((migration) => pairs.has(migration));
  const edited = ran.filter((migration) => pairs.get(migration)?.same === false && !isRepeatable(migration.label));
  const changes: readonly SetChange[] = [
    ...insertedAmong(head, pairs, base),
    ...edited.map(({ label, path }) => ({ kind: 'migration-edited', migration: label, file: path }) as const),
    ...deleted
      .filter(({ label }) => !isRepeatable(label))
      .map(({ label }) => ({ kind: 'migration-deleted', migration: label }) as const),
  ];
  const renamed = ran.flatMap((migration) => {
    const before = pairs.get(migration)?.base.label;
    return before === undefined || before === migration.label ? [] : [`${before} is called ${migration.label} now`];
  });
  return { pending, ran, changes, notes: renamed };
}

/** Those that a replay from the start runs before one that production ran already. */
function insertedAmong(
  head: readonly Migration[],
  pairs: ReadonlyMap<Migration, unknown>,
  base: readonly RecordedMigration[],
): readonly SetChange[] {
  const last = head.findLastIndex((migration) => pairs.has(migration) && !isRepeatable(migration.label));
  const after = base.findLast(({ label }) => !isRepeatable(label))?.label;
  if (after === undefined) return [];
  return head
    .slice(0, Math.max(last, 0))
    .filter((migration) => !pairs.has(migration) && !isRepeatable(migration.label))
    .map(({ label, path }) => ({ kind: 'migration-inserted', migration: label, file: path, after }) as const);
}

/** Flyway runs those again, after all others, whenever their text is another. */
function isRepeatable(label: string): boolean {
  return label.slice(label.lastIndexOf('/') + 1).startsWith('R__');
}
