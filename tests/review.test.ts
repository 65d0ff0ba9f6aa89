import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyReview, type ReviewCopy } from './review-copy.js';
import { type Outcome, rowpact, tool } from './run-tool.js';

// The review of the hand-written list, done by the tool: one copy, step by step.
let copy: ReviewCopy;
beforeAll(async () => {
  copy = await copyReview();
});
afterAll(() => copy.remove());

const run = (...args: readonly string[]): Promise<Outcome> => rowpact(args, { cwd: copy.service });

describe('the service whose list was reviewed', () => {
  it('has a registry that says what its code does', async () => {
    const outcome = await run('scan', '--check');
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(outcome.stdout).toContain('westside-contracts  8 statements in 18 files: all analysed\n');
  });

  it('audits the list: every row of the review, with file and line, and nothing else', async () => {
    const outcome = await run('audit', '--list', 'docs/migrations.md');
    expect(outcome.code).toBe(1);
    expect(outcome.stdout).toMatchInlineSnapshot(`
      "basketball-api  20 migrations, up to 020_product_stock, 12 relations, nothing to replay
      westside-contracts  8 statements in 18 files: all analysed
        exact  player_teams (player_id, team_id)  docs/migrations.md:21:4
      "
    `);
    expect(outcome.stderr).toMatchInlineSnapshot(`
      "listed-columns-missing westside-contracts uses players: date_of_birth, custom_notes, which the list does not name
        the list       docs/migrations.md:18:4
        date_of_birth  src/routes/contract/[token]/+page.server.ts:33:27  from the rows of src/routes/contract/[token]/+page.server.ts:15
        custom_notes   src/routes/contract/[token]/+page.server.ts:41:26  from the rows of src/routes/contract/[token]/+page.server.ts:15
        next: add them to the list
      listed-for-nothing the list has parents.phone, which westside-contracts does not use
        docs/migrations.md:19:39
        next: take it out of the list; what is kept on purpose goes under \`keep\` in the contract
      listed-for-nothing the list has teams.division, teams.age_group, which westside-contracts does not use
        docs/migrations.md:20:4
        next: take it out of the list; what is kept on purpose goes under \`keep\` in the contract
      listed-table-missing westside-contracts uses outbox (tenant_id, event_type, payload, status, created_at), which docs/migrations.md does not list
        insert  src/routes/contract/[token]/sign/+server.ts:104-108
        next: add outbox to the list
      unbounded-read westside-contracts depends on every column of players, today's and tomorrow's; nothing reads tenant_id, jersey_option, jersey_size, jersey_number, is_public, which come along
        src/routes/contract/[token]/+page.server.ts:15-21
        next: name the columns that the code reads instead of *
      row-type-stale westside-contracts declares Player.team_id, but players has no column team_id: it is undefined when the code runs
        src/lib/types.ts:9:3
        next: \`rowpact adopt --write\` puts the generated row in place of Player; tsc then fails where team_id is used
      6 findings
      "
    `);
  });

  it('finds nothing wrong with its own contract but what the code itself does', async () => {
    const { stdout, code } = await run('audit', '--format', 'json');
    expect(code).toBe(1);
    const { findings } = JSON.parse(stdout) as { readonly findings: readonly { readonly kind: string }[] };
    expect(findings.map(({ kind }) => kind)).toEqual(['unbounded-read', 'row-type-stale']);
  });

  it('shows what could be adopted, and writes nothing', async () => {
    const outcome = await run('adopt');
    expect(outcome.code).toBe(1);
    expect(outcome.stdout).toMatchInlineSnapshot(`
      "basketball-api  20 migrations, up to 020_product_stock, 12 relations, nothing to replay
      westside-contracts  8 statements in 18 files: all analysed
        Player  rows of players  src/lib/types.ts:5:18
          stale team_id: no such column
          becomes PlayersRow
      "
    `);
    expect(await readFile(join(copy.service, 'src/lib/types.ts'), 'utf8')).toContain('team_id: number | null;');
  });

  it('adopts the generated row, and tsc then names each use of team_id that is left', async () => {
    const outcome = await run('adopt', '--write');
    expect(outcome).toMatchObject({ code: 0 });
    expect(await readFile(join(copy.service, 'src/lib/types.ts'), 'utf8')).toMatchInlineSnapshot(`
      "import type { PlayersRow } from './database.gen';

      /** Where a contract stands. */
      export type ContractStatus = 'none' | 'draft' | 'sent' | 'viewed' | 'signed' | 'declined' | 'expired';

      /** A row of basketball-api's table \`players\`, written by hand. */
      export type Player = PlayersRow;
      "
    `);
    const compiled = await tool('tsc', ['--noEmit', '--pretty', 'false'], { cwd: copy.service });
    expect(compiled.stdout.trim().split('\n')).toMatchInlineSnapshot(`
      [
        "src/lib/calendar.ts(7,14): error TS2339: Property 'team_id' does not exist on type 'PlayersRow'.",
        "src/lib/calendar.ts(8,38): error TS2339: Property 'team_id' does not exist on type 'PlayersRow'.",
        "src/lib/contract-text.ts(35,14): error TS2339: Property 'team_id' does not exist on type 'PlayersRow'.",
        "src/routes/contract/[token]/+page.server.ts(38,22): error TS2339: Property 'team_id' does not exist on type 'ContractRow'.",
      ]
    `);
    const checked = await tool('svelte-check', ['--output', 'machine', '--no-color'], { cwd: copy.service });
    expect(checked.stdout.match(/"[^"]*" \d+:\d+ "[^\\"]*/gu)).toMatchInlineSnapshot(`
      [
        ""src/lib/calendar.ts" 7:14 "Property 'team_id' does not exist on type 'PlayersRow'.",
        ""src/lib/calendar.ts" 8:38 "Property 'team_id' does not exist on type 'PlayersRow'.",
        ""src/lib/contract-text.ts" 35:14 "Property 'team_id' does not exist on type 'PlayersRow'.",
        ""src/routes/contract/[token]/+page.server.ts" 38:22 "Property 'team_id' does not exist on type 'ContractRow'.",
        ""src/routes/contract/[token]/+page.svelte" 40:21 "Property 'team_id' does not exist on type 'ContractRow'.",
      ]
    `);
  });

  it('changes nothing the second time', async () => {
    const outcome = await run('adopt', '--write', '--format', 'json');
    const { files } = JSON.parse(outcome.stdout) as { readonly files: readonly { readonly state: string }[] };
    expect(files.filter(({ state }) => state !== 'unchanged')).toEqual([]);
  });
});
