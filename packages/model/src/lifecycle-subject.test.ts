import { describe, expect, it } from 'vitest';
import { addDays, isDay, parseCascadeItem } from './index.js';
import { displaySubject, parseLifecycleSubject, subjectParts } from './lifecycle-subject.js';

describe('the name of something in flight', () => {
  it.each([
    ['table', 'Players', 'public.players'],
    ['table', '"a b"."select"', '"a b"."select"'],
    ['column', 'players.team_id', 'public.players.team_id'],
    ['column', 'billing.orders."Total"', 'billing.orders."Total"'],
    ['default', 'public.players.score', 'public.players.score'],
    ['constraint', 'players.players_email_key', 'public.players.players_email_key'],
    ['enum value', 'contract_status.void', 'public.contract_status.void'],
    ['enum value', 'contract_status.Void', 'public.contract_status."Void"'],
    ['enum value', 'billing."Status"."in progress"', 'billing."Status"."in progress"'],
    ['enum value', 'status.in progress', 'public.status."in progress"'],
    ['enum value', 'status."a.b"', 'public.status."a.b"'],
  ] as const)('%s %s is %s, and reads as itself', (kind, text, subject) => {
    expect(parseLifecycleSubject(kind, text)).toBe(subject);
    expect(parseLifecycleSubject(kind, displaySubject(subject))).toBe(subject);
    expect(subjectParts(kind, subject)).toMatchObject({ kind });
  });

  it.each([
    ['column', 'team_id'],
    ['column', 'a.b.c.d'],
    ['table', 'a.b.c'],
    ['table', ''],
    ['enum value', 'void'],
    ['enum value', 'a.b.c.void'],
    ['constraint', 'players.'],
  ] as const)('%s %j is none', (kind, text) => {
    expect(parseLifecycleSubject(kind, text)).toBeNull();
  });
});

describe('what falls with it', () => {
  it.each([
    ['view active_players', { kind: 'view', name: 'public.active_players' }],
    ['Materialized  View stats."Top 10"', { kind: 'materialized view', name: 'stats."Top 10"' }],
    ['constraint teams.teams_captain_fkey', { kind: 'constraint', name: 'public.teams.teams_captain_fkey' }],
    ['function age_group(date)', { kind: 'function', name: 'public.age_group(date)' }],
    ['constraint teams_captain_fkey', null],
    ['active_players', null],
    ['view a.b.c', null],
  ])('%s', (text, item) => {
    expect(parseCascadeItem(text)).toEqual(item);
  });
});

describe('a day', () => {
  it.each(['2027-01-15', '2028-02-29', '0001-01-01'])('%s is one', (day) => expect(isDay(day)).toBe(true));
  it.each(['2027-02-29', '2027-13-01', '2027-1-5', '15.01.2027', '2027-01-15T00:00', ''])('%j is none', (day) =>
    expect(isDay(day)).toBe(false),
  );
  it('is counted on from', () => {
    expect(addDays('2026-12-30', 30)).toBe('2027-01-29');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  });
});
