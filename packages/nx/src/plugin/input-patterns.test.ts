import { expect, test } from 'vitest';
import { fileInput, folderInput, literal } from './input-patterns.js';

test.each([
  ['src/routes/[token]/rows.gen.ts', 'src/routes/[[]token]/rows.gen.ts'],
  ['src/(app)/rows.gen.ts', 'src/[(]app)/rows.gen.ts'],
  ['src/+(app)/rows.gen.ts', 'src/+[(]app)/rows.gen.ts'],
  ['src/!(app)/rows.gen.ts', 'src/![(]app)/rows.gen.ts'],
  ['src/{a,b}/*?.gen.ts', 'src/[{]a,b[}]/[*][?].gen.ts'],
  ['src/+page!/a b@2.gen.ts', 'src/+page!/a b@2.gen.ts'],
])('%s is %s as a pattern, which Nx takes for nothing else', (path, pattern) => {
  expect(literal(path)).toBe(pattern);
});

test('a file and a folder of the workspace are inputs by their place in it', () => {
  expect(fileInput('db/(old)/schema.sql')).toBe('{workspaceRoot}/db/[(]old)/schema.sql');
  expect(folderInput('db/(old)')).toBe('{workspaceRoot}/db/[(]old)/**/*');
  expect(folderInput('.')).toBe('{workspaceRoot}/**/*');
});
