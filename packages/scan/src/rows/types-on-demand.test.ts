import { DEFAULT_SCAN } from '@rowpact/model';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SourceTree } from '../program/source-tree.js';
import { flowOf } from './follow-rows.js';
import { wildcardsIn } from './testing/row-cases.js';

const EXAMPLES = join(import.meta.dirname, '../../../../examples');
const CASES = join(import.meta.dirname, '../cases/rows');

function programsBuiltFor(folder: string, requests = wildcardsIn(folder)): number {
  const tree = new SourceTree(folder, DEFAULT_SCAN);
  for (const request of requests) flowOf(tree, request, null);
  return tree.types.built;
}

test.each(['incident/at-018', 'westside-contracts'])('the contract page of %s needs no look at types', (example) => {
  const file = 'src/routes/contract/[token]/+page.server.ts';
  const line = example === 'westside-contracts' ? 20 : 15;
  const request = { statement: { file, line, column: 5 }, columns: ['full_name', 'custom_notes'] };
  expect(programsBuiltFor(join(EXAMPLES, example), [request])).toBe(0);
});

test('without types of packages to follow, types are looked at where a row escapes only', () => {
  const asking = readdirSync(CASES)
    .filter((name) => !name.startsWith('typed-'))
    .filter((name) => programsBuiltFor(join(CASES, name)) > 0);
  expect(asking).toEqual([
    'container-of-classes',
    'escape-returned-to-framework',
    'escape-unknown-call',
    'request-locals',
    'row-as-parameter-of-query',
  ]);
});

test('however many statements ask for types, one program serves a file once it is in it', () => {
  expect(programsBuiltFor(join(CASES, 'typed-overloads-and-generics'))).toBe(1);
});
