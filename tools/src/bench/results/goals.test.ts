import { expect, test } from 'vitest';
import { summarize } from '../measure/summary.js';
import type { Series } from './series.js';
import { judge } from './goals.js';

const rounds = { warmUps: 0, rounds: 1 };
const series = (id: string, wall: number): Series => ({
  id,
  title: id,
  rounds,
  wall: summarize([wall]),
  cpu: null,
  peak: null,
});
const league = [series('home', 50), series('away', 100)];

test('a ratio is the subject by its peer, and the limit itself is met', () => {
  expect(judge({ kind: 'ratio', subject: 'home', peer: 'away', limit: 0.5 }, league)).toMatchObject({
    ratio: 0.5,
    met: true,
  });
  expect(judge({ kind: 'ratio', subject: 'home', peer: 'away', limit: 0.49 }, league)).toMatchObject({ met: false });
});

test('what a subject takes more than its peer is held against a limit in milliseconds', () => {
  expect(judge({ kind: 'more', subject: 'away', peer: 'home', limit: 50 }, league)).toMatchObject({
    measured: 50,
    ratio: null,
    met: true,
  });
  expect(judge({ kind: 'more', subject: 'away', peer: 'home', limit: 49 }, league)).toMatchObject({ met: false });
});

test('a limit in milliseconds is held against the median', () => {
  expect(judge({ kind: 'milliseconds', subject: 'away', limit: 99 }, league)).toMatchObject({
    measured: 100,
    met: false,
  });
});

test('a count over its limit is missed', () => {
  expect(judge({ kind: 'count', subject: 'engine starts', count: 1, limit: 0 }, league)).toMatchObject({ met: false });
});

test('a goal whose peer was not measured is an error and never met', () => {
  expect(() => judge({ kind: 'ratio', subject: 'home', peer: 'nobody', limit: 9 }, league)).toThrow(
    'nothing was measured for "nobody"',
  );
});
