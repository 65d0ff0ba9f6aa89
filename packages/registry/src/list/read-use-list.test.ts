import { FailureError } from '@rowpact/model';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readUseList } from './read-use-list.js';
import type { ListedColumn, ReadUseList } from './use-list.js';

// A case is a list and, in a .txt beside it, what was read in it: a line per table, its columns below.
const CASES = join(import.meta.dirname, 'cases');
const lists = readdirSync(CASES).filter((name) => /\.(?:md|yaml)$/u.test(name));

describe('reading a list of shared tables', () => {
  test.each(lists)('case %s', (name) => {
    const golden = join(CASES, name.replace(/\.\w+$/u, '.txt'));
    const answer = answerOf(readFileSync(join(CASES, name), 'utf8'), name);
    if (process.env['UPDATE_GOLDENS']) writeFileSync(golden, answer);
    expect(answer).toBe(existsSync(golden) ? readFileSync(golden, 'utf8') : 'no golden; run with UPDATE_GOLDENS=1');
  });

  test.each(lists.filter((name) => name.endsWith('.md')))('the places in %s are where the names stand', (name) => {
    const text = readFileSync(join(CASES, name), 'utf8');
    const places = tablesOf(text, name).flatMap(({ columns }) => columns.map(placed));
    const lines = text.split(/\r?\n/u);
    for (const { name: column, line, at } of places) {
      const there = (lines[line - 1] ?? '')
        .slice(at - 1)
        .replace(/^(?:[`"]|\w+\.)*/u, '')
        .replaceAll('\\', '');
      expect(there.toLowerCase().startsWith(column.toLowerCase()), `${column} at ${line}:${at}`).toBe(true);
    }
  });

  test('takes a table of a thousand rows with hostile names', () => {
    const rows = Array.from(
      { length: 1000 },
      (_, index) => `| \`"t ${index}"\` | \`__proto__\`, \`constructor\`, \`x\\|${index}\` |`,
    );
    const { tables, unread } = readUseList(`| Table | Columns |\n|---|---|\n${rows.join('\n')}\n`, 'list.md');
    expect(tables).toHaveLength(1000);
    expect(unread).toEqual([]);
    expect(tables[999]).toMatchObject({
      relation: 'public."t 999"',
      columns: [{ name: '__proto__' }, { name: 'constructor' }, { name: 'x|999', location: { line: 1002 } }],
    });
  });

  test('ends with any text', () => {
    let state = Number(process.env['SEED'] ?? 11);
    const next = (below: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return (state >>> 8) % below;
    };
    const sources = lists.map((name) => readFileSync(join(CASES, name), 'utf8'));
    const pieces = [
      '`',
      '(',
      ')',
      '"',
      '|',
      '\\',
      '<br>',
      '~~',
      '*',
      '[',
      '](',
      '&',
      ';',
      '.',
      '\n',
      ', ',
      'all',
      '\0',
      '🏀',
    ];
    let read = 0;
    for (let round = 0; round < Number(process.env['ROUNDS'] ?? 150); round++) {
      let text = sources[next(sources.length)] ?? '';
      for (let edits = next(12); edits > 0; edits--) {
        const at = next(text.length + 1);
        text = text.slice(0, at) + (pieces[next(pieces.length)] ?? '') + text.slice(at + next(4));
      }
      if (tablesOf(text, 'list.md').length > 0) read++;
    }
    expect(read).toBeGreaterThan(50);
  });

  test('says which mistakes a contract has', () => {
    expect(() => readUseList('version: 1\nrelations: []\n', 'list.yaml')).toThrow(FailureError);
    expect(() => readUseList('', 'list.yaml')).toThrow(FailureError);
  });
});

/** None where it fails with a code; anything else that is thrown is a mistake of ours. */
function tablesOf(text: string, name: string): ReadUseList['tables'] {
  try {
    return readUseList(text, name).tables;
  } catch (error) {
    if (error instanceof FailureError) return [];
    throw error;
  }
}

function placed({ name, location }: ListedColumn): {
  readonly name: string;
  readonly line: number;
  readonly at: number;
} {
  return { name, line: location.line, at: location.column };
}

function answerOf(text: string, name: string): string {
  try {
    const { tables, unread } = readUseList(text, name);
    const lines = tables.flatMap(({ relation, location, all, columns, consumer }) => [
      `${location.line}:${location.column} ${relation}${all ? ' *' : ''}${consumer === null ? '' : ` <- ${consumer}`}`,
      ...columns.map(({ name: column, location: at }) => `  ${at.line}:${at.column} ${JSON.stringify(column)}`),
    ]);
    const rest = unread.map(({ text: words, location }) => `? ${location.line}:${location.column} ${words}`);
    return `${[...lines, ...rest].join('\n')}\n`;
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    return `${error.failures.map(({ code, message, hint }) => `${code}: ${message}\n${hint}`).join('\n')}\n`;
  }
}
