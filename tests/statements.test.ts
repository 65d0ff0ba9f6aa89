import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '@rowpact/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyIncident, type IncidentCopy } from '../tools/src/demo/incident-copy.js';
import { type Outcome, REPOSITORY, rowpact, tool } from './run-tool.js';

// The incident once more, with no type of a row anywhere in the service: every statement is typed where it is run.
let copy: IncidentCopy;
beforeAll(async () => {
  copy = await copyIncident(REPOSITORY);
  await copy.adoptGeneratedRow();
  await copy.typeStatements();
});
afterAll(() => copy.remove());

const tsc = (): Promise<Outcome> => tool('tsc', ['--noEmit', '--pretty', 'false'], { cwd: copy.service });
const svelteCheck = (): Promise<Outcome> =>
  tool('svelte-check', ['--output', 'machine', '--no-color'], { cwd: copy.service });
const page = (): string => join(copy.service, 'src/routes/contract/[token]/+page.server.ts');

describe('statements that are typed where they are run', () => {
  it('compile on the day before', async () => {
    expect(await rowpact(['generate', '--to', '018'], { cwd: copy.service })).toMatchObject({ code: 0 });
    expect(await tsc()).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await svelteCheck()).toMatchObject({ code: 0 });
  });

  it('fail at 019 at each read of team_id that comes out of a query, and say why where one asks for it', async () => {
    await copy.addMigrations('019');
    expect(await rowpact(['snapshot'], { cwd: copy.service })).toMatchObject({ code: 0 });
    const generated = await rowpact(['generate'], { cwd: copy.service });
    expect(generated.code).toBe(1);
    const errors = (await tsc()).stdout.trim().split('\n');
    expect(errors).toMatchInlineSnapshot(`
      [
        "src/lib/calendar.ts(7,14): error TS2339: Property 'team_id' does not exist on type 'PlayersRow'.",
        "src/lib/calendar.ts(8,38): error TS2339: Property 'team_id' does not exist on type 'PlayersRow'.",
        "src/lib/contract-text.ts(35,14): error TS2339: Property 'team_id' does not exist on type 'PlayersRow'.",
        "src/routes/contract/[token]/+page.server.ts(19,17): error TS1320: Type of 'await' operand must either be a valid promise or must not contain a callable 'then' member.",
        "  The 'this' context of type 'Refused<"column players.team_id was dropped by migration 019">' is not assignable to method's 'this' of type 'SqlProblem<"column players.team_id was dropped by migration 019">'.",
        "src/routes/contract/[token]/+page.server.ts(39,22): error TS2339: Property 'team_id' does not exist on type '{ id: number; tenant_id: number; parent_id: number; first_name: string; last_name: string; full_name: string; date_of_birth: Date; height_cm: string | null; positions: string[]; created_at: Date; ... 14 more ...; parent_email: string; }'.",
      ]
    `);
    expect(errorsOf(await svelteCheck())).toMatchInlineSnapshot(`
      [
        "src/lib/calendar.ts 7:14 Property 'team_id' does not exist on type 'PlayersRow'.",
        "src/lib/calendar.ts 8:38 Property 'team_id' does not exist on type 'PlayersRow'.",
        "src/lib/contract-text.ts 35:14 Property 'team_id' does not exist on type 'PlayersRow'.",
        "src/routes/contract/[token]/+page.server.ts 19:17 Type of 'await' operand must either be a valid promise or must not contain a callable 'then' member.\\n  The 'this' context of type 'Refused<\\"column players.team_id was dropped by migration 019\\">' is not assignable to method's 'this' of type 'SqlProblem<\\"column players.team_id was dropped by migration 019\\">'.",
        "src/routes/contract/[token]/+page.server.ts 39:22 Property 'team_id' does not exist on type '{ id: number; tenant_id: number; parent_id: number; first_name: string; last_name: string; full_name: string; date_of_birth: Date; height_cm: string | null; positions: string[]; created_at: Date; ... 14 more ...; parent_email: string; }'.",
        "src/routes/contract/[token]/+page.svelte 40:21 Property 'team_id' does not exist on type '{ team_name: any; id: number; tenant_id: number; parent_id: number; first_name: string; last_name: string; full_name: string; date_of_birth: Date; height_cm: string | null; positions: string[]; ... 15 more ...; parent_email: string; }'.",
      ]
    `);
  });

  it('come out the same from the snapshot alone', async () => {
    const args = ['generate', '--check', '--from-snapshot', '--format', 'json'];
    const { files } = JSON.parse((await rowpact(args, { cwd: copy.service })).stdout) as Report;
    expect(files.filter(({ state }) => state !== 'unchanged')).toEqual([]);
    expect(files.map(({ path }) => path)).toContain('src/lib/database.statements.gen.ts');
  });

  it('say of a statement that was just edited that nobody knows it yet', async () => {
    const text = await readFile(page(), 'utf8');
    await writeFile(page(), text.replace('SELECT p.team_id, t.name', 'SELECT t.name'));
    const { stdout } = await tsc();
    expect(stdout).toContain('rowpact does not know this statement yet: run `nx sync`, or `npx rowpact generate`');
  });
});

/** What svelte-check reports, a line per error. */
function errorsOf({ stdout }: Outcome): readonly string[] {
  return stdout
    .split('\n')
    .map((line) => /^\d+ ERROR "([^"]+)" (\d+:\d+) "(.*)"$/.exec(line))
    .flatMap((match) => (match ? [`${match[1] ?? ''} ${match[2] ?? ''} ${match[3] ?? ''}`] : []))
    .sort();
}
