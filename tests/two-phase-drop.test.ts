import { spawnSync } from 'node:child_process';
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyIncident, type IncidentCopy } from './incident-copy.js';
import { type Outcome, REPOSITORY } from './run-tool.js';

// docs/guides/two-phase-drop.md, played through with the incident's own code. Each command stands in the guide as it is run here.
let incident: IncidentCopy;
let guide: readonly string[];
const DROP = 'basketball-api/migrations/019_drop_players_team_id.sql';

beforeAll(async () => {
  guide = (await readFile(join(REPOSITORY, 'docs/guides/two-phase-drop.md'), 'utf8')).split('\n');
  incident = await copyIncident();
  await rm(join(incident.root, DROP));
  await rm(join(incident.root, 'basketball-api/migrations/020_product_stock.sql'));
  await writeFile(join(incident.root, '.gitignore'), '.cache\nnode_modules\n.svelte-kit\n');
  // Days do not pass in a test: here the day may be today.
  const policy = 'policy:\n  drops: two-phase\n  grace_days: 0\n';
  await appendFile(join(incident.service, 'registry/basketball-api/producer.yaml'), policy);
  git('init', '--quiet', '--initial-branch', 'main');
  for (const command of ['snapshot', 'scan', 'generate'])
    expect(await incident.rowpact([command]), command).toMatchObject({ code: 0 });
  merged('everything that is there');
});
afterAll(() => incident.remove());

function git(...args: readonly string[]): string {
  const identity = ['-c', 'user.name=anna', '-c', 'user.email=anna@westside.example', '-c', 'core.autocrlf=false'];
  const { status, stdout, stderr } = spawnSync('git', [...identity, ...args], { cwd: incident.root, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
}

function committed(message: string): void {
  git('add', '--all');
  git('commit', '--quiet', '--allow-empty', '--message', message);
}

/** Everything since the last time is merged: `origin/main` is where it is. */
function merged(message: string): void {
  committed(message);
  git('update-ref', 'refs/remotes/origin/main', 'HEAD');
}

/** Runs a command that the guide shows, quotes and all. */
function shown(command: string): Promise<Outcome> {
  expect(guide).toContain(`npx rowpact ${command}`);
  const words = command.replace('$(git rev-parse HEAD)', () => git('rev-parse', 'HEAD')).matchAll(/"([^"]*)"|\S+/g);
  return incident.rowpact([...words].map(([word, quoted]) => quoted ?? word));
}

function lifecycleFile(): Promise<string> {
  return readFile(join(incident.service, 'registry/basketball-api/lifecycle.yaml'), 'utf8');
}

const CHECK = 'check --base origin/main';
const DEPLOYED = 'deployed westside-contracts "$(git rev-parse HEAD)" --environment production';
const ANNOUNCE =
  'deprecate players.team_id --replacement player_teams.team_id --remove-after 2027-01-15 --reason "players may be in several teams"';

describe('the two-phase drop', () => {
  it('refuses the drop that nobody announced', async () => {
    await incident.copy(DROP);
    committed('the incident');
    const outcome = await shown(CHECK);
    expect(outcome).toMatchObject({ code: 1 });
    expect(outcome.stdout).toContain('[column-dropped]');
    expect(outcome.stdout).toContain('[drop-not-announced]');
    git('reset', '--quiet', '--hard', 'origin/main');
  });

  it('announces it, takes it back, and announces it again', async () => {
    expect(await shown(ANNOUNCE)).toMatchObject({ code: 0 });
    expect(await lifecycleFile()).toMatch(/ {2}players\.team_id:\n {4}reason: players may be in several teams\n/);
    expect(await shown('deprecate players.team_id --revive')).toMatchObject({ code: 0 });
    expect(await lifecycleFile()).not.toContain('team_id');
    const words = ['deprecate', 'players.team_id', '--replacement', 'player_teams.team_id', '--reason'];
    expect(await incident.rowpact([...words, 'players may be in several teams'])).toMatchObject({ code: 0 });
    expect(await shown('generate')).toMatchObject({ code: 0 });
    expect(await readFile(join(incident.service, 'src/lib/database.gen.ts'), 'utf8')).toContain(
      '@deprecated players may be in several teams; use player_teams.team_id',
    );
    committed('announced');
    expect(await shown(CHECK)).toMatchObject({ code: 0 });
    merged('announced');
  });

  it('says who holds it back, and where', async () => {
    expect(await shown(DEPLOYED)).toMatchObject({ code: 0 });
    merged('the old version runs');
    const { code, stdout } = await shown('lifecycle');
    expect(code).toBe(0);
    expect(stdout).toContain('players.team_id  deprecated');
    expect(stdout).toContain('held  westside-contracts uses it');
    expect(stdout).toContain('src/routes/contract/[token]/+page.server.ts:19:38');
  });

  it('waits until what runs does not use it either', async () => {
    await rm(join(incident.service, 'src'), { recursive: true });
    await incident.copy('westside-contracts/src', 'incident/at-018/src');
    expect(await shown('scan')).toMatchObject({ code: 0 });
    expect(await shown('generate')).toMatchObject({ code: 0 });
    merged('the code has moved');
    expect((await shown('lifecycle')).stdout).toContain('players.team_id  unreferenced');
    expect(await shown(DEPLOYED)).toMatchObject({ code: 0 });
    merged('the first clean version runs');
    // A rollback may bring the version before it back.
    expect((await shown('lifecycle')).stdout).toContain('players.team_id  unreferenced');
    expect(await shown(DEPLOYED)).toMatchObject({ code: 0 });
    merged('the second clean version runs');
    expect((await shown('lifecycle')).stdout).toContain('players.team_id  droppable');
  });

  it('lets the drop pass once its entry says what did it', async () => {
    await incident.copy(DROP);
    committed('the drop');
    expect((await shown(CHECK)).stdout).toContain('[deprecation-incomplete]');
    expect(await shown('deprecate players.team_id --dropped 019_drop_players_team_id')).toMatchObject({ code: 0 });
    expect(await shown('snapshot')).toMatchObject({ code: 0 });
    committed('the entry says so');
    const outcome = await shown(CHECK);
    expect(outcome, outcome.stdout).toMatchObject({ code: 0 });
    expect((await shown('lifecycle')).stdout).toContain('players.team_id  dropped by 019_drop_players_team_id');
  });
});
