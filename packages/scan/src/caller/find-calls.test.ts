import { describe, expect, test } from 'vitest';
import { openModuleGraph } from '../module/module-graph.js';
import { consumerFolder } from '../testing/consumer-folder.js';
import { findCalls } from './find-calls.js';

const POOL = "import { Pool } from 'pg';\nconst pool = new Pool();\n";

test('line ends of Windows count as one character, as JavaScript reads them', () => {
  const { statements } = find(`${POOL}pool.query(\`SELECT id,\r\n  name\r\nFROM players\`);`);
  expect(statements[0]).toMatchObject({
    text: 'SELECT id,\n  name\nFROM players',
    origins: [
      { at: 0, line: 3, column: 13 },
      { at: 10, line: 3, column: 23, fixed: true },
      { at: 11, line: 4, column: 1 },
      { at: 17, line: 4, column: 7, fixed: true },
      { at: 18, line: 5, column: 1 },
    ],
  });
});

describe('statements of an unusual size', () => {
  test('10,000 placeholders', () => {
    const places = Array.from({ length: 10_000 }, (_, index) => `$${index + 1}`).join(', ');
    const { statements, blinds } = find(`${POOL}pool.query('SELECT id FROM players WHERE id IN (${places})');`);
    expect(blinds).toEqual([]);
    expect(statements[0]?.text).toMatch(/^SELECT id FROM players WHERE id IN \(\$1, .*, \$10000\)$/u);
  });

  test('10,000 values in a template', () => {
    const values = Array.from({ length: 10_000 }, () => '${id}').join(', ');
    const { statements } = find(`${POOL}export const f = (id: number) => pool.query(\`SELECT 1 IN (${values})\`);`);
    expect(statements[0]?.text).toMatch(/^SELECT 1 IN \(\$1, .*, \$10000\)$/u);
  });

  test('a text of one megabyte', () => {
    const { statements } = find(`${POOL}pool.query("SELECT '${'x'.repeat(1_000_000)}' FROM players");`);
    expect(statements[0]?.text).toHaveLength(1_000_022);
  });

  test('a text that is too large is a blind', () => {
    const { statements, blinds } = find(`${POOL}pool.query("SELECT '${'x'.repeat(5_000_000)}' FROM players");`);
    expect(statements).toEqual([]);
    expect(blinds).toMatchObject([{ reason: 'too large', place: { line: 3, column: 13 }, text: null }]);
  });

  test('70,000 placeholders are more than the protocol takes', () => {
    const places = Array.from({ length: 70_000 }, (_, index) => `$${index + 1}`).join(', ');
    const { blinds } = find(`${POOL}pool.query('SELECT id FROM players WHERE id IN (${places})');`);
    expect(blinds).toMatchObject([{ reason: 'too large', detail: 'the text has 70000 placeholders' }]);
  });

  test('a sum of 3,000 strings', () => {
    const sum = Array.from({ length: 3_000 }, (_, index) => `'SELECT ${index} UNION ALL '`).join(' + ');
    const { statements } = find(`${POOL}pool.query(${sum} + 'SELECT 0');`);
    expect(statements[0]?.text).toMatch(/UNION ALL SELECT 2999 UNION ALL SELECT 0$/u);
  });

  test('2,000 additions, one after another', () => {
    const additions = Array.from({ length: 2_000 }, (_, index) => `text += ' UNION ALL SELECT ${index}';`).join('\n');
    const { statements } = find(`${POOL}let text = 'SELECT 0';\n${additions}\npool.query(text);`);
    expect(statements[0]?.text).toMatch(/UNION ALL SELECT 1999$/u);
  });

  test('a chain of 1,000 constants ends as unknown', () => {
    const chain = Array.from({ length: 1_000 }, (_, index) => `const T${index + 1} = T${index};`).join('\n');
    const { statements, blinds } = find(`${POOL}const T0 = 'SELECT id FROM players';\n${chain}\npool.query(T1000);`);
    expect(statements).toEqual([]);
    expect(blinds).toMatchObject([{ reason: 'dynamic text', detail: expect.stringContaining('too many steps away') }]);
  });

  test('a thousand optional conditions', () => {
    const conditions = Array.from({ length: 1_000 }, (_, index) => `if (f.c${index}) text += ' AND c${index}';`).join(
      '\n',
    );
    const { blinds } = find(
      `${POOL}export function f(f: any) {\nlet text = 'SELECT id FROM players WHERE true';\n${conditions}\npool.query(text);\n}`,
    );
    expect(blinds).toMatchObject([{ reason: 'too many branches', place: { line: 4, column: 13, within: 'f' } }]);
    expect(blinds[0]?.attempts[0]?.text).toMatch(/ AND c0 AND c1 .* AND c999$/u);
  });
});

function find(text: string): ReturnType<typeof findCalls> {
  const graph = openModuleGraph({ folder: consumerFolder({ 'input.ts': text }) });
  const module = graph.open('input.ts');
  if (!('source' in module)) throw new Error(module.reason);
  return findCalls(module, { graph, callers: [] });
}
