import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { baselineFile, printBaseline, readBaseline } from './index.js';

let directory = '';
beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'rowpact-baseline-')), 'registry');
  mkdirSync(join(directory, 'basketball-api'), { recursive: true });
});
afterEach(() => rmSync(join(directory, '..'), { recursive: true, force: true }));

const read = (text: string): ReturnType<typeof readBaseline> => {
  writeFileSync(join(directory, 'basketball-api/baseline.json'), text);
  return readBaseline(directory, 'basketball-api');
};
const renamed = { fingerprint: '0123456789abcdef', rule: 'column-renamed', sentence: 'notifier reads "it"' };
const dropped = { fingerprint: 'fedcba9876543210', rule: 'column-dropped', sentence: 'coach reads players.team_id' };

describe('a baseline', () => {
  test('is empty without a file, and no file where it is empty', async () => {
    expect(await readBaseline(directory, 'basketball-api')).toEqual([]);
    expect(baselineFile('basketball-api', [])).toEqual({
      path: 'registry/basketball-api/baseline.json',
      content: null,
    });
  });

  test('is sorted, each finding once and in a line of its own', async () => {
    const text = printBaseline([renamed, dropped, renamed]);
    expect(text).toBe(
      `{
  "format": 1,
  "findings": [
    { "rule": "column-dropped", "fingerprint": "fedcba9876543210", "sentence": "coach reads players.team_id" },
    { "rule": "column-renamed", "fingerprint": "0123456789abcdef", "sentence": "notifier reads \\"it\\"" }
  ]
}
`,
    );
    expect(await read(text)).toEqual([dropped, renamed]);
    expect(await read(printBaseline([]))).toEqual([]);
  });

  test.each([
    ['{ "format": 1, "findings": [{ "rule": "x", "fingerprint": 12, "sentence": "" }] }', 'findings[0].fingerprint'],
    ['{ "format": 2, "findings": [] }', 'format: expected 1, or a newer rowpact'],
    ['{ "format": 1 }', 'expected the key "findings"'],
    ['[]', 'expected an object'],
    ['{\n<<<<<<< ours\n', 'found a merge conflict'],
    ['', 'expected JSON'],
  ])('%s is none', async (text, message) => {
    await expect(read(text)).rejects.toMatchObject({
      failures: [{ code: 'baseline-invalid', message: expect.stringContaining(message) }],
    });
  });
});
