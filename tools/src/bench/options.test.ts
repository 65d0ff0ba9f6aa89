import { expect, test } from 'vitest';
import { readOptions } from './options.js';

test('without flags everything is measured on PostgreSQL 18 and written', () => {
  expect(readOptions([], 'results')).toMatchObject({
    ...{ name: 'full', servers: [18], atOnce: 1, out: 'results' },
  });
});

test('a quick run writes only where it is told to', () => {
  expect(readOptions(['--quick'], 'results')).toMatchObject({ name: 'quick', out: null });
  expect(readOptions(['--quick', '--out', 'elsewhere'], 'results')).toMatchObject({ out: 'elsewhere' });
});

test('one group or several can be measured by themselves, under a name of their own', () => {
  expect(readOptions([], 'results').groups).toEqual([
    'introspection',
    'servers',
    'analysis',
    'migrations',
    'scan',
    'check',
    'typing',
    'nx',
  ]);
  expect(readOptions(['--only', 'scan'], 'results')).toMatchObject({ name: 'scan', groups: ['scan'] });
  const both = { name: 'analysis-scan', groups: ['analysis', 'scan'] };
  expect(readOptions(['--only', 'scan, analysis,scan'], 'results')).toMatchObject(both);
  expect(readOptions(['--only', 'scan', '--name', 'full'], 'results')).toMatchObject({ name: 'full' });
  expect(() => readOptions(['--only', 'scan,overtime'], 'results')).toThrow('no group "overtime"');
  expect(() => readOptions(['--only', ''], 'results')).toThrow('no group ""');
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
