import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyIncident, type IncidentCopy } from '../tools/src/demo/incident-copy.js';
import { type Outcome, REPOSITORY, rowpact, tool } from './run-tool.js';

// The acceptance case of the whole project, step by step on one copy, with the complete list of errors at its end.
let copy: IncidentCopy;
beforeAll(async () => {
  copy = await copyIncident(REPOSITORY);
});
afterAll(() => copy.remove());

const tsc = (cwd: string): Promise<Outcome> => tool('tsc', ['--noEmit', '--pretty', 'false'], { cwd });
const svelteCheck = (): Promise<Outcome> =>
  tool('svelte-check', ['--output', 'machine', '--no-color'], { cwd: copy.service });

describe('the incident', () => {
  it('is that the hand-written row compiles before migration 019, and goes on compiling after it', async () => {
    expect(await tsc(copy.service)).toEqual({ code: 0, stdout: '', stderr: '' });
    await copy.addMigrations('019');
    expect(await tsc(copy.service)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await svelteCheck()).toMatchObject({ code: 0 });
  });

  it('cannot be told from the types alone, until the row is the generated one: at 018 that compiles as well', async () => {
    await copy.adoptGeneratedRow();
    expect(await rowpact(['generate', '--to', '018'], { cwd: copy.service })).toMatchObject({ code: 0 });
    expect(await tsc(copy.service)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await svelteCheck()).toMatchObject({ code: 0 });
  });

  it('fails the type-check at 019: at the lines that use players.team_id and at nothing else', async () => {
    expect(await rowpact(['snapshot', '--to', '019'], { cwd: copy.service })).toMatchObject({ code: 0 });
    expect(await rowpact(['generate'], { cwd: copy.service })).toMatchObject({ code: 1 });
    const compiled = await tsc(copy.service);
    expect(compiled.code).toBe(2);
    expect(compiled.stdout.trim().split('\n')).toMatchInlineSnapshot(`
      [
        "src/lib/calendar.ts(7,14): error TS2339: Property 'team_id' does not exist on type 'PlayersRow'.",
        "src/lib/calendar.ts(8,38): error TS2339: Property 'team_id' does not exist on type 'PlayersRow'.",
        "src/lib/contract-text.ts(35,14): error TS2339: Property 'team_id' does not exist on type 'PlayersRow'.",
        "src/routes/contract/[token]/+page.server.ts(37,22): error TS2339: Property 'team_id' does not exist on type 'ContractRow'.",
      ]
    `);
    const checked = await svelteCheck();
    expect(checked.code).toBe(1);
    expect(errorsOf(checked)).toMatchInlineSnapshot(`
      [
        "src/lib/calendar.ts 7:14 Property 'team_id' does not exist on type 'PlayersRow'.",
        "src/lib/calendar.ts 8:38 Property 'team_id' does not exist on type 'PlayersRow'.",
        "src/lib/contract-text.ts 35:14 Property 'team_id' does not exist on type 'PlayersRow'.",
        "src/routes/contract/[token]/+page.server.ts 37:22 Property 'team_id' does not exist on type 'ContractRow'.",
        "src/routes/contract/[token]/+page.svelte 40:21 Property 'team_id' does not exist on type 'ContractRow'.",
      ]
    `);
  });

  it('stays the same at the head, whatever comes after that nobody uses', async () => {
    const before = await tsc(copy.service);
    await copy.addMigrations('020');
    expect(await rowpact(['snapshot'], { cwd: copy.service })).toMatchObject({ code: 0 });
    const generated = await rowpact(['generate', '--format', 'json'], { cwd: copy.service });
    const report = JSON.parse(generated.stdout) as {
      readonly files: readonly { readonly state: string; readonly consumer: string | null }[];
    };
    expect(report.files.filter(({ state, consumer }) => consumer !== null && state !== 'unchanged')).toEqual([]);
    expect(await tsc(copy.service)).toEqual(before);
  });

  it('leaves coach-dashboard, which reads another column of that name, and notifier untouched', async () => {
    expect(await tsc(copy.coachDashboard)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await tsc(copy.notifier)).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});

describe('this repository', () => {
  it('is up to date with its own migrations', async () => {
    const outcome = await rowpact(['generate', '--check'], { cwd: REPOSITORY });
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    const service = join(REPOSITORY, 'examples/incident/at-018');
    expect(await rowpact(['snapshot', '--check', '--to', '018'], { cwd: service })).toMatchObject({
      code: 0,
      stderr: '',
    });
  });
});

/** The errors of `svelte-check --output machine`, each as `file line:column message`, without its time stamps. */
function errorsOf({ stdout }: Outcome): readonly string[] {
  return stdout
    .split('\n')
    .map((line) => /^\d+ ERROR "([^"]+)" (\d+:\d+) "(.*)"$/.exec(line))
    .flatMap((match) => (match ? [`${match[1] ?? ''} ${match[2] ?? ''} ${match[3] ?? ''}`] : []))
    .sort();
}
