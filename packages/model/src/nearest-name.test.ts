import { expect, it } from 'vitest';
import { nearestName } from './nearest-name.js';

it('is the one with the fewest edits, and none where all are far', () => {
  expect(nearestName('custom_note', ['jersey_number', 'custom_notes', 'customs'])).toBe('custom_notes');
  expect(nearestName('outbox', ['players', 'teams'])).toBeNull();
  expect(nearestName('outbox', [])).toBeNull();
});

it('looks past case and separators first', () => {
  expect(nearestName('playerTeams', ['player_seams', 'player_teams'])).toBe('player_teams');
});

it('is the first by code unit of equally near ones', () => {
  expect(nearestName('tean', ['teas', 'team'])).toBe('team');
});
