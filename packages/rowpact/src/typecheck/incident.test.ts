import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyIncident, type IncidentCopy } from '../../../../tools/src/demo/incident-copy.js';
import { planGenerate } from '../generate.js';
import { proveByTypecheck } from './prove-by-typecheck.js';

const REPOSITORY = resolve(import.meta.dirname, '../../../..');
const world = { env: process.env, uninterrupted: <Result>(work: () => Promise<Result>): Promise<Result> => work() };

let copy: IncidentCopy;
let cache: string;
beforeAll(async () => {
  copy = await copyIncident(REPOSITORY);
  await copy.addMigrations('019');
  cache = await mkdtemp(join(tmpdir(), 'rowpact-cache-'));
});
afterAll(async () => {
  await copy.remove();
  await rm(cache, { recursive: true, force: true });
});

async function moduleAt(to: string, consumer: string): Promise<string> {
  const env = { ...process.env, ROWPACT_CACHE_DIR: cache };
  const { changes } = await planGenerate({ cwd: copy.service, env, to, consumer });
  const text = changes.find((change) => change.consumer === consumer)?.content;
  if (text === undefined || text === null) throw new Error(`nothing is generated for ${consumer}`);
  return text;
}

async function newErrorsOf(consumer: string, source: string) {
  const question = { consumer, root: copy.service, source, world };
  const module = consumer === 'westside-contracts' ? 'src/lib/database.gen.ts' : 'src/database.gen.ts';
  const [textBefore, textAfter] = [await moduleAt('018', consumer), await moduleAt('019', consumer)];
  return proveByTypecheck({ ...question, module, textBefore, textAfter, beside: [] });
}

// Three runs of a whole SvelteKit check each: slow where others work on the same cores.
const LONG = { timeout: 300_000 };

describe('the incident', LONG, () => {
  it('is not seen by the type-check while the row is written by hand', async () => {
    expect(await newErrorsOf('westside-contracts', '.')).toEqual({ kind: 'checked', diagnostics: [], notes: [] });
  });

  it('is seen at every line that uses players.team_id once the row is the generated one, and nothing is written', async () => {
    await copy.adoptGeneratedRow();
    const before = await stampsBelow(copy.root);
    const answer = await newErrorsOf('westside-contracts', '.');
    if (answer.kind === 'failed') throw new Error(answer.failure.message);
    const lines = answer.diagnostics.map(
      ({ location: { file, line, column }, code, word }) =>
        `${file}:${String(line)}:${String(column)} ${String(code)} ${word}`,
    );
    expect(lines).toMatchInlineSnapshot(`
      [
        "src/lib/calendar.ts:7:14 2339 team_id",
        "src/lib/calendar.ts:8:38 2339 team_id",
        "src/lib/contract-text.ts:35:14 2339 team_id",
        "src/routes/contract/[token]/+page.server.ts:37:22 2339 team_id",
        "src/routes/contract/[token]/+page.svelte:40:21 2339 team_id",
      ]
    `);
    expect(answer.notes).toEqual([]);
    expect(await stampsBelow(copy.root)).toEqual(before);
  });

  it('is nothing to those who read another column of that name, or none', async () => {
    const nothing = { kind: 'checked', diagnostics: [], notes: [] };
    expect(await newErrorsOf('coach-dashboard', '../../coach-dashboard')).toEqual(nothing);
    expect(await newErrorsOf('notifier', '../../notifier')).toEqual(nothing);
  });
});

async function stampsBelow(folder: string): Promise<readonly string[]> {
  const paths = (await readdir(folder, { recursive: true })).filter((path) => !path.startsWith('node_modules'));
  const stamps = await Promise.all(
    paths.sort().map(async (path) => {
      const found = await stat(join(folder, path));
      return `${path} ${String(found.mtimeMs)} ${found.isFile() ? String((await readFile(join(folder, path))).length) : ''}`;
    }),
  );
  return stamps;
}
