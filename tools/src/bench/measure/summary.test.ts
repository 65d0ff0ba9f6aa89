import { expect, test } from 'vitest';
import { summarize } from './summary.js';

test('the median of an even number of samples lies between the middle two, and order does not matter', () => {
  expect(summarize([40, 10, 20, 31])).toEqual({
    median: 25.5,
    min: 10,
    max: 40,
    spread: 0.309,
    samples: [40, 10, 20, 31],
  });
});

test('one sample is its own median', () => {
  expect(summarize([7.25])).toMatchObject({ median: 7.3, min: 7.3, max: 7.3, spread: 0 });
});

test('no sample is an error and no zero', () => {
  expect(() => summarize([])).toThrow('nothing was measured');
});
