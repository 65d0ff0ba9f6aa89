import { expect, test } from 'vitest';
import { measureInterleaved, type Subject } from './interleaved.js';

test('subjects run by turns, each prepared before its run, and warm-ups leave no samples', async () => {
  const happened: string[] = [];
  let clock = 0;
  const subject = (id: string): Subject => ({
    id,
    title: id,
    prepare: () => Promise.resolve(void happened.push(`prepare ${id}`)),
    run: () => {
      happened.push(id);
      return Promise.resolve({ wall: ++clock, cpu: null, peak: null });
    },
  });
  const measured = await measureInterleaved(
    [subject('home'), subject('away')],
    { warmUps: 1, rounds: 2 },
    () => undefined,
  );
  const round = ['prepare home', 'home', 'prepare away', 'away'];
  expect(happened).toEqual([...round, ...round, ...round]);
  expect(measured.map(({ samples }) => samples.map((sample) => sample.wall))).toEqual([
    [3, 5],
    [4, 6],
  ]);
});
