import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NodeProgram } from '../measure/run-node.js';
import { LEAGUE } from '../producer/league-workspace.js';

const PLAIN_REPLAY = fileURLToPath(new URL('plain-replay.js', import.meta.url));
const KYSELY_CODEGEN = join(
  dirname(createRequire(import.meta.url).resolve('kysely-codegen/package.json')),
  'dist/cli/bin.js',
);

const TSC = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

export type Environment = Readonly<Record<string, string>>;

/** `rowpact generate` as a user runs it in a workspace. */
export function rowpactGenerate(script: string, workspace: string, env: Environment): NodeProgram {
  return { script, args: ['generate'], cwd: workspace, env };
}

/** The kysely-codegen CLI on the same server, writing one file. */
export function kyselyCodegen(workspace: string, env: Environment, url: string, outFile: string): NodeProgram {
  const args = ['--dialect', 'postgres', '--url', url, '--out-file', outFile, '--log-level', 'error'];
  return { script: KYSELY_CODEGEN, args, cwd: workspace, env };
}

/** `tsc` of a project, which is to find nothing wrong. */
export function tsc(folder: string, env: Environment, flags: readonly string[] = []): NodeProgram {
  const args = ['--noEmit', '-p', folder, ...flags];
  return { script: TSC, args, cwd: folder, env, nodeFlags: ['--max-old-space-size=8192'] };
}

/** The same migrations in a bare PGlite, and the one catalog query: what a replay costs without anything of ours. */
export function plainReplay(workspace: string, env: Environment): NodeProgram {
  return { script: PLAIN_REPLAY, args: [join(workspace, LEAGUE.migrations)], cwd: workspace, env };
}
