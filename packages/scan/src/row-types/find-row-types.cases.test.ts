import type { RowProperty, RowType } from '@rowpact/model';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scanOptions, wildcardsIn } from '../rows/testing/row-cases.js';
import { findRowTypes } from './find-row-types.js';

const CASES = join(import.meta.dirname, '../cases/row-types');

for (const name of readdirSync(CASES)) {
  test(name, async () => {
    const folder = join(CASES, name);
    const statements = wildcardsIn(folder).map(({ statement }) => ({ place: statement }));
    const found = (await findRowTypes(scanOptions(folder), statements)).map(readable);
    const golden = join(folder, 'expected.json');
    if (process.env['UPDATE_GOLDENS']) writeFileSync(golden, `${JSON.stringify(found, null, 2)}\n`);
    expect(found).toEqual(JSON.parse(readFileSync(golden, 'utf8')));
  });
}

function readable({ name, kind, location, properties, statements }: RowType): unknown {
  return {
    type: `${kind} ${name} ${placeOf(location)}`,
    properties: properties.map(propertyOf),
    statements: statements.map(placeOf),
  };
}

function propertyOf({ name, type, nullable, optional, location }: RowProperty): string {
  return `${name}${optional ? '?' : ''}: ${type}${nullable ? ' (nullable)' : ''} ${location.line}:${location.column}`;
}

function placeOf({ file, line, column }: RowType['location']): string {
  return `${file}:${line}:${column}`;
}
