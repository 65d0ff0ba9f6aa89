import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderWithTemplate } from '../packages/postgres/src/engine/testing/test-cache.js';
import { REPOSITORY, rowpact } from './run-tool.js';

// Each folder of examples/scenarios is a change that teams make, told in its README with the very words of the tool.
const SCENARIOS = join(REPOSITORY, 'examples/scenarios');
const names = readdirSync(SCENARIOS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
let cache: string;
beforeAll(async () => {
  cache = await folderWithTemplate();
});
afterAll(() => rm(cache, { recursive: true, force: true }));

describe.each(names)('%s', (name) => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rowpact-scenario-'));
    await cp(join(SCENARIOS, name), folder, { recursive: true });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const check = (from: string) =>
    rowpact(['check', '--from', from], { cwd: folder, env: { ROWPACT_CACHE_DIR: cache } });

  it('is refused in the words of its README', async () => {
    const { code, stdout, stderr } = await check('001');
    expect(code).toBe(1);
    const path = join(SCENARIOS, name, 'README.md');
    const readme = await readFile(path, 'utf8');
    const told = readme.replace(/```text\n[^]*?```/u, `\`\`\`text\n${stdout}${stderr}\`\`\``);
    if (process.env.UPDATE_GOLDENS) await writeFile(path, told);
    else expect(readme).toBe(told);
  });

  it('passes at each step of the safe way', async () => {
    const safe = join(SCENARIOS, name, 'safe');
    await rm(join(folder, 'migrations/002_change.sql'));
    const steps = (await readdir(safe)).sort();
    expect(steps.length).toBeGreaterThan(0);
    for (const step of steps) {
      const before = (await readdir(join(folder, 'migrations'))).sort().at(-1) ?? '';
      await cp(join(safe, step), folder, { recursive: true });
      const outcome = await check(before.slice(0, 3));
      expect(outcome, `${step}: ${outcome.stdout}${outcome.stderr}`).toMatchObject({ code: 0 });
    }
  });
});
