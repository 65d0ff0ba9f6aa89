import { describe, expect, test } from 'vitest';
import { byNaturalName } from './natural-order.js';
import { byVersion, parseVersion } from './version.js';

describe('the version in a name', () => {
  test.each([
    ['001_players', '001'],
    ['1-players', '1'],
    ['10', '10'],
    ['10a_players', '10'],
    ['1.2.3_players', '1.2.3'],
    ['V1__players', '1'],
    ['V1.2__players', '1.2'],
    ['V1_2__players', '1_2'],
    ['v3', '3'],
    ['20240115103000_players', '20240115103000'],
    ['20240115_103000_players', '20240115_103000'],
    ['2024-01-15-103000_players', '2024-01-15-103000'],
    ['2024_01_15_103000_players', '2024_01_15_103000'],
    ['2024-01-15_3on3', '2024-01-15'],
    ['001 players', '001'],
    ['3on3_league', null],
    ['9f8e7d_players', null],
    ['players_001', null],
    ['V__players', null],
    ['version1', null],
    ['R__views', null],
    ['', null],
  ])('%s', (name, written) => {
    expect(parseVersion(name)?.written ?? null).toBe(written);
  });

  test('is compared as numbers, part by part, whatever its length', () => {
    const ordered = ['0', '1', '1.0.1', '1.2', '1.10', '2', '10', '9'.repeat(40), `1${'0'.repeat(40)}`];
    const parsed = ordered.flatMap((text) => parseVersion(text) ?? []);
    expect([...parsed].reverse().sort(byVersion)).toEqual(parsed);
    const same = ['1', '01', '1.0', 'V1_0_0__x'].flatMap((text) => parseVersion(text) ?? []);
    for (const left of same) for (const right of same) expect(byVersion(left, right)).toBe(0);
  });
});

test('names without versions are ordered as people count', () => {
  const ordered = ['a', 'a1', 'a2', 'a10', 'a10b', 'b', 'b01', 'b1'];
  expect([...ordered].reverse().sort(byNaturalName)).toEqual(ordered);
});
