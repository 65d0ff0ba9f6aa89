import type { Migration, MigrationPlan } from '@rowpact/postgres';
import { describe, expect, it } from 'vitest';
import { pendingFrom, pendingMigrations, pendingSince } from './pending-migrations.js';

function migration(label: string, text = label): Migration {
  const version = /^\d+/u.exec(label)?.[0] ?? null;
  const hash = `hash of ${text}`;
  return { path: `db/${label}.sql`, label, version, hash, text, transaction: 'default', included: [] };
}

const plan = (...migrations: readonly Migration[]): MigrationPlan => ({ migrations, ignored: [], notes: [] });
const labels = (migrations: readonly Migration[]): readonly string[] => migrations.map(({ label }) => label);

const [PLAYERS, TEAMS, OUTBOX] = [migration('001_players'), migration('002_teams'), migration('003_outbox')];

describe('pending', () => {
  it('is what the head has and the base has not', () => {
    const { base, pending, changes } = pendingMigrations(plan(PLAYERS), plan(PLAYERS, TEAMS, OUTBOX));
    expect([labels(base.migrations), labels(pending), changes]).toEqual([
      ['001_players'],
      ['002_teams', '003_outbox'],
      [],
    ]);
  });

  it('is nothing where all has run, and everything where nothing has', () => {
    expect(pendingMigrations(plan(PLAYERS), plan(PLAYERS))).toMatchObject({ pending: [], changes: [] });
    expect(pendingMigrations(plan(), plan(PLAYERS))).toMatchObject({ pending: [PLAYERS], changes: [] });
  });

  it('is not a file that was renamed or renumbered', () => {
    const renamed = migration('004_outbox', '003_outbox');
    const { pending, changes, notes } = pendingMigrations(plan(PLAYERS, OUTBOX), plan(PLAYERS, renamed));
    expect([pending, changes, notes]).toEqual([[], [], ['003_outbox is called 004_outbox now']]);
  });

  it('is not a file whose line ends git has changed', () => {
    const unix = migration('001_players', 'create table players ();\n');
    const windows = migration('001_players', 'create table players ();\r\n');
    expect(pendingMigrations(plan(unix), plan(windows))).toMatchObject({ pending: [], changes: [] });
  });

  it('is also what came under the number of another that is gone: it may well run', () => {
    const other = migration('002_coaches');
    const { pending, changes } = pendingMigrations(plan(PLAYERS, TEAMS), plan(PLAYERS, other));
    expect([labels(pending), changes]).toEqual([
      ['002_coaches'],
      [{ kind: 'migration-deleted', migration: '002_teams' }],
    ]);
  });
});

describe('a set that was changed where it had run', () => {
  it('has migrations in it that sort before one that has run', () => {
    const { pending, changes } = pendingMigrations(plan(PLAYERS, OUTBOX), plan(PLAYERS, TEAMS, OUTBOX));
    expect(labels(pending)).toEqual(['002_teams']);
    expect(changes).toEqual([
      { kind: 'migration-inserted', migration: '002_teams', file: 'db/002_teams.sql', after: '003_outbox' },
    ]);
  });

  it('keeps what ran where a file was edited: the new text never runs', () => {
    const edited = migration('001_players', 'other text');
    const { base, pending, changes } = pendingMigrations(plan(PLAYERS), plan(edited));
    expect([base.migrations, pending]).toEqual([[PLAYERS], []]);
    expect(changes).toEqual([{ kind: 'migration-edited', migration: '001_players', file: 'db/001_players.sql' }]);
  });

  it('takes moved text for the migration that ran, and what took its name for a new one', () => {
    const moved = migration('002_players', '001_players');
    const { pending, changes } = pendingMigrations(plan(PLAYERS), plan(migration('001_players', 'new'), moved));
    expect(labels(pending)).toEqual(['001_players']);
    expect(changes).toMatchObject([{ kind: 'migration-inserted', migration: '001_players' }]);
  });

  it('is told nothing of by repeatable migrations: they run again when they have changed', () => {
    const [view, roster, rosterNow] = [migration('R__view'), migration('R__roster'), migration('R__roster', 'new')];
    const { pending, changes } = pendingMigrations(plan(PLAYERS, roster, view), plan(PLAYERS, TEAMS, rosterNow));
    expect([labels(pending), changes]).toEqual([['002_teams', 'R__roster'], []]);
  });
});

describe('a recorded list', () => {
  const record = [PLAYERS, TEAMS].map(({ label, version, hash }) => ({ label, version, hash }));

  it('says the same by hash alone', () => {
    const { base, pending, changes, notes } = pendingSince(record, plan(PLAYERS, TEAMS, OUTBOX));
    expect([labels(base.migrations), labels(pending), changes, notes]).toEqual([
      ['001_players', '002_teams'],
      ['003_outbox'],
      [],
      [],
    ]);
  });

  it('says that it does not know what ran where the file is another or gone', () => {
    const { base, changes, notes } = pendingSince(record, plan(migration('002_teams', 'edited')));
    expect(labels(base.migrations)).toEqual(['002_teams']);
    expect(changes.map(({ kind }) => kind)).toEqual(['migration-edited', 'migration-deleted']);
    expect(notes).toHaveLength(2);
  });
});

describe('a revision', () => {
  it('divides the head', () => {
    const { base, pending } = pendingFrom(plan(PLAYERS, TEAMS, OUTBOX), '2');
    expect([labels(base.migrations), labels(pending)]).toEqual([['001_players', '002_teams'], ['003_outbox']]);
  });
});
