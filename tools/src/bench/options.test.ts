import { expect, test } from 'vitest';
import { readOptions } from './options.js';

test('without flags everything is measured on PostgreSQL 18 and written', () => {
  expect(readOptions([], 'results')).toMatchObject({ name: 'full', servers: [18], out: 'results' });
});

test('a quick run writes only where it is told to', () => {
  expect(readOptions(['--quick'], 'results')).toMatchObject({ name: 'quick', out: null });
  expect(readOptions(['--quick', '--out', 'elsewhere'], 'results')).toMatchObject({ out: 'elsewhere' });
});

test('servers can be several or none', () => {
  expect(readOptions(['--servers', '12, 18'], 'results').servers).toEqual([12, 18]);
  expect(readOptions(['--servers', 'none'], 'results').servers).toEqual([]);
});

test('a server that does not exist, a name that leaves the folder and an unknown flag are refused', () => {
  expect(() => readOptions(['--servers', '11'], 'results')).toThrow('no PostgreSQL server "11"');
  expect(() => readOptions(['--name', '../full'], 'results')).toThrow('--name ../full');
  expect(() => readOptions(['--slow'], 'results')).toThrow();
});
