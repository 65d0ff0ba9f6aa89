import { describe, expect, it } from 'vitest';
import { announcedIn, deprecationsInComments } from './comment-announcements.js';
import { mergeDeprecations } from './merge-deprecations.js';
import { announced, column, relation, schemaOf, TEAM_ID, tombstone } from './testing/league-lifecycle.js';

const LOCATION = { file: 'registry/basketball-api/producer.yaml' };

describe('an announcement in a comment', () => {
  it.each([
    [
      'Old team. @deprecated since 018, use player_teams.team_id, remove after 2027-01-15: players may be in several teams',
      ['018', 'player_teams.team_id', '2027-01-15', 'players may be in several teams'],
    ],
    [
      '@deprecated players may be in several teams; use player_teams.team_id instead. Removed after 2027-01-15.',
      [null, 'player_teams.team_id', '2027-01-15', 'players may be in several teams'],
    ],
    ['@Deprecated: nobody reads it', [null, null, null, 'nobody reads it']],
    ['@deprecated', [null, null, null, 'announced in its comment']],
    ['@deprecated use "Other Table"."Total"', [null, '"Other Table"."Total"', null, 'announced in its comment']],
    ['@deprecated use of this is an accident', [null, null, null, 'use of this is an accident']],
    ['@deprecated since migration 018_player_teams', ['018_player_teams', null, null, 'announced in its comment']],
    ['@deprecated to be dropped on 2027-02-30', [null, null, null, 'announced in its comment']],
    [
      '@deprecated replaced by teams.name, will be removed 2027-03-01',
      [null, 'teams.name', '2027-03-01', 'announced in its comment'],
    ],
    ['x\n@deprecated\n use   a.b\nremove after\n2027-01-15', [null, 'a.b', '2027-01-15', 'announced in its comment']],
    ['@deprecated use a.b: see https://wiki/x?use=c.d', [null, 'a.b', null, 'see https://wiki/x?use=c.d']],
  ])('%j', (comment, [since, replacement, removeAfter, reason]) => {
    expect(announcedIn(comment)).toMatchObject({ since, replacement, removeAfter, reason });
  });

  it.each([null, '', 'Old team', '@deprecatedness', 'mail ana@deprecated.org', 'see {@deprecated}'])(
    '%j is none',
    (comment) => {
      expect(announcedIn(comment)).toBeNull();
    },
  );
});

describe('what is announced', () => {
  const schema = schemaOf(
    relation('players', [column('team_id', { comment: '@deprecated it goes' }), column('id')]),
    relation('leads', [column('id')], { comment: '@deprecated moved' }),
  );

  it('is found at tables and columns', () => {
    expect(deprecationsInComments(schema, LOCATION)).toMatchObject([
      { kind: 'column', subject: TEAM_ID, source: 'comment', location: LOCATION },
      { kind: 'table', subject: 'public.leads', reason: 'moved' },
    ]);
  });

  it('is what the file says where both speak, and a tombstone is not about what came back', () => {
    const merge = (...deprecations: Parameters<typeof announced>[]) =>
      mergeDeprecations({ deprecations: deprecations.map((given) => announced(...given)) }, schema, LOCATION).map(
        ({ subject, source, dropped }) => `${subject} ${source}${dropped ? ' dropped' : ''}`,
      );
    expect(merge([])).toEqual(['public.leads comment', 'public.players.team_id registry']);
    expect(merge([tombstone])).toEqual([
      'public.leads comment',
      'public.players.team_id comment',
      'public.players.team_id registry dropped',
    ]);
  });
});
