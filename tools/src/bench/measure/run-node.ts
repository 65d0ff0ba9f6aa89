import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Sample } from './interleaved.js';

/** A Node program to run as a whole process. */
export interface NodeProgram {
  readonly script: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly nodeFlags?: readonly string[];
  /** The code with which it ends where all is well; 0 when left out. */
  readonly exitCode?: number;
}

/** A run that ended well. */
export interface NodeRun {
  readonly sample: Sample;
  readonly stdout: string;
}

const PROCESS_COST = fileURLToPath(new URL('process-cost.cjs', import.meta.url));
const ENGINE_STARTS = fileURLToPath(new URL('engine-starts.cjs', import.meta.url));

/**
 * Runs a program and measures it from the start of the process to its end.
 * @throws where it does not exit as expected: what failed is not measured
 */
export async function runNode(program: NodeProgram): Promise<NodeRun> {
  const { lines, ...run } = await watched(program, PROCESS_COST, 'ROWPACT_BENCH_COST_FILE');
  const costs = lines.map((line) => line.split(' ').map(Number));
  // More than one process: what they hold together, as if all of them held their most at once.
  const total = (at: number): number => costs.reduce((sum, cost) => sum + (cost[at] ?? Number.NaN), 0);
  return { stdout: run.stdout, sample: { wall: run.wall, cpu: total(1), peak: (total(0) * 1024) / 1_000_000 } };
}

/** Runs a program, untimed, and answers how often it started the embedded PostgreSQL. */
export async function countEngineStarts(program: NodeProgram): Promise<number> {
  const { lines } = await watched(program, ENGINE_STARTS, 'ROWPACT_BENCH_ENGINE_FILE');
  return lines.reduce((sum, line) => sum + Number(line), 0);
}

interface Watched {
  readonly wall: number;
  readonly stdout: string;
  readonly lines: readonly string[];
}

async function watched(program: NodeProgram, preload: string, variable: string): Promise<Watched> {
  const folder = await mkdtemp(join(tmpdir(), 'rowpact-bench-watch-'));
  try {
    const file = join(folder, 'lines');
    const env = { ...program.env, [variable]: file };
    const args = ['--require', preload, ...(program.nodeFlags ?? []), program.script, ...program.args];
    const run = await ended(args, program, env);
    const lines = (await readFile(file, 'utf8')).trim().split('\n');
    return { ...run, lines };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function ended(
  args: readonly string[],
  { cwd, exitCode = 0 }: NodeProgram,
  env: Readonly<Record<string, string>>,
): Promise<Pick<Watched, 'wall' | 'stdout'>> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    let wall = 0;
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', reject);
    child.once('exit', () => (wall = performance.now() - start));
    child.once('close', (code, signal) => {
      if (code === exitCode) resolve({ wall, stdout });
      else
        reject(
          new Error(`${args.join(' ')} ended with ${code ?? signal ?? 'nothing'}:\n${(stdout + stderr).slice(-3000)}`),
        );
    });
  });
}
