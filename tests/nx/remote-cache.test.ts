import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outputOf } from './affected.js';
import { CacheServer } from './cache-server.js';
import { leagueFiles } from './league.js';
import { installNx, NX_24, type NxInstallation } from './nx-installation.js';
import { cloneWorkspace, newWorkspace, type NxWorkspace } from './nx-workspace.js';

// Two clones in other folders, with nothing in common but what a server keeps for them.

const TARGETS = ['build', 'check-row-types', 'check-snapshot', 'scan-check', 'check-migrations'];

let server: CacheServer;
let installation: NxInstallation;
let first: NxWorkspace;
let second: NxWorkspace;
let empty: string;

beforeAll(async () => {
  server = await CacheServer.start('secret');
  installation = await installNx(NX_24);
  empty = await mkdtemp(join(tmpdir(), 'rowpact-empty-cache-'));
  first = await newWorkspace(installation, leagueFiles());
  first.git('init', '--quiet', '--initial-branch', 'main');
  outputOf(await first.nx(['sync']));
  outputOf(await first.nx(['run-many', '-t', 'scan']));
  outputOf(await first.nx(['sync']));
  first.commit('everything that is there');
  second = await cloneWorkspace(first.root, installation);
});
afterAll(async () => {
  await first.remove();
  await second.remove();
  await rm(empty, { recursive: true, force: true });
  await server.stop();
});

function check(workspace: NxWorkspace, token = 'secret') {
  return workspace.nx(['run-many', '-t', ...TARGETS, '--output-style=static'], {
    env: {
      NX_SELF_HOSTED_REMOTE_CACHE_SERVER: server.url,
      NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN: token,
      // What makes replays quick lies on one machine only.
      ROWPACT_CACHE_DIR: join(empty, workspace === first ? 'first' : 'second'),
    },
  });
}

describe('a remote cache', () => {
  it('answers a clone in another folder all that the first one has asked', async () => {
    const asked = outputOf(await check(first));
    expect(asked).toMatch(/Cache: +0\/(\d+) hit/);
    const stored = server.stored();
    expect(stored.length).toBeGreaterThan(15);
    const answered = outputOf(await check(second));
    const [, hits, all] = /Cache: +(\d+)\/(\d+) hit/.exec(answered) ?? [];
    expect(Number(all)).toBeGreaterThan(15);
    expect(hits).toBe(all);
    expect(server.stored()).toEqual(stored);
  });

  it('keeps nothing that names a folder of the machine', () => {
    for (const text of server.texts()) {
      expect(text).not.toContain(first.root);
      expect(text).not.toContain(second.root);
    }
  });
});
