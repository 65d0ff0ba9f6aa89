import { describe, expect, it } from 'vitest';
import { offsetAt, tokenPlaceOf } from './token-place.js';

describe('a place by token', () => {
  it.each([
    ['SELECT team_id FROM players', '/* all */ SELECT\n  team_id -- gone\nFROM players', 'team_id'],
    ["SELECT 'a b', nope", "SELECT 'a b',\n\n nope", 'nope'],
    ['SELECT 1=nope, -nope FROM players', 'SELECT 1 = nope , - nope FROM players', 'nope'],
    ['SELECT 1 FROM "no such" n', 'select 1\nfrom "no such" n', '"no such"'],
  ])('is found again in the same statement set otherwise: %s', (first, second, word) => {
    expect(offsetAt(second, tokenPlaceOf(first, first.indexOf(word)))).toBe(second.indexOf(word));
  });

  it('holds at the end, in an open string and in an empty text', () => {
    expect(offsetAt('SELECT 1', tokenPlaceOf('SELECT 1', 8))).toBe(8);
    expect(offsetAt("SELECT  'open", tokenPlaceOf("SELECT 'open", 7))).toBe(8);
    expect(offsetAt('', tokenPlaceOf('', 0))).toBe(0);
  });
});
