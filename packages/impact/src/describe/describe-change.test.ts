import type { RelationId, SchemaChange } from '@rowpact/model';
import { describe, expect, it } from 'vitest';
import { describeChange } from './describe-change.js';
import { expression, plainSql } from './names.js';

const players = 'public.players' as RelationId;

describe('what no catalog shows', () => {
  it.each<readonly [SchemaChange, string]>([
    [
      { kind: 'migration-inserted', migration: '017b', file: 'migrations/017b.sql', after: '018' },
      'migration 017b comes in after 018 may have run',
    ],
    [
      { kind: 'migration-edited', migration: '017', file: 'migrations/017.sql' },
      'migration 017 is edited after it may have run',
    ],
    [{ kind: 'migration-deleted', migration: '017' }, 'migration 017 is deleted after it may have run'],
    [
      { kind: 'data-written', relation: players, how: 'update', columns: ['score', 'Full Name'] },
      'players has score and "Full Name" of its rows changed by the migration',
    ],
    [{ kind: 'data-written', relation: players, how: 'insert', columns: [] }, 'players gets rows from the migration'],
    [
      { kind: 'data-written', relation: players, how: 'truncate', columns: [] },
      'players loses all its rows by the migration',
    ],
    [
      { kind: 'data-declared', relations: [players], note: 'retired players move to alumni' },
      'players has its rows changed: retired players move to alumni',
    ],
  ])('%j', (change, sentence) => {
    expect(describeChange(change).sentence).toBe(sentence);
  });
});

describe('SQL as people write it', () => {
  it.each([
    ["'void'::public.contract_status", "'void'"],
    ["'{}'::character varying(20)[]", "'{}'"],
    ["nextval('public.players_id_seq'::regclass)", "nextval('players_id_seq')"],
    ["(note = 'see public.players'::text)", "note = 'see public.players'"],
    ["'2026-01-01 00:00:00+00'::timestamp with time zone", "'2026-01-01 00:00:00+00'"],
    ['((score >= 0) AND (score < 100))', '(score >= 0) AND (score < 100)'],
    ['(score > 0) OR (team_id > 0)', '(score > 0) OR (team_id > 0)'],
    ["(name = ')'::text)", "name = ')'"],
    ['league.public.x', 'league.public.x'],
  ])('%s', (printed, said) => {
    expect(expression(printed)).toBe(said);
  });

  it('shortens a type and keeps its own schema', () => {
    expect(plainSql('public.contract_status[]')).toBe('contract_status[]');
    expect(plainSql('league.contract_status')).toBe('league.contract_status');
  });
});
