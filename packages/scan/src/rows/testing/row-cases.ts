import type { Location, RowUse } from '@rowpact/model';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { DEFAULT_SCAN } from '@rowpact/model';
import type { ScanOptions } from '../../scan-options.js';
import type { FollowRequest } from '../follow-rows.js';

/** What the wildcard of every case answers, unless a case has a `columns.json`. */
export const PLAYER_COLUMNS = [
  'custom_notes',
  'date_of_birth',
  'email',
  'full_name',
  'id',
  'rows',
  'season_fee',
  'team_id',
];

export function scanOptions(folder: string): ScanOptions {
  return { folder, settings: DEFAULT_SCAN, store: null };
}

/** Every statement with a `*` in a case's files: texts by their quote or, in `.sql` files, their line, chains by the comment before them. */
export function wildcardsIn(folder: string): readonly FollowRequest[] {
  const found: FollowRequest[] = [];
  for (const file of filesIn(folder)) {
    const text = readFileSync(join(folder, file), 'utf8');
    const statement = /['"`](?=\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH)\b[^'"`]*\*)|(?<=\/\* chain \*\/ )\S/gi;
    for (const { index } of text.matchAll(file.endsWith('.sql') ? /^SELECT \*/gm : statement)) {
      found.push({ statement: placeAt(file, text, index), columns: PLAYER_COLUMNS });
    }
  }
  return found;
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'expected.json')
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

function placeAt(file: string, text: string, index: number): Required<Location> {
  const before = text.slice(0, index).split('\n');
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Row uses as one reads them. */
export function readable(uses: readonly RowUse[]): unknown {
  return uses.map(({ statement, reads, escapes }) => ({
    statement: text(statement),
    reads: reads.map(({ column, location }) => `${column} ${text(location)}`),
    escapes: escapes.map(({ location, how }) => `${text(location)} ${how}`),
  }));
}

function text({ file, line, column }: Required<Location>): string {
  return `${file}:${line}:${column}`;
}
