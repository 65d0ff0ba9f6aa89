import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { AnalysisTask } from './analysis-worker.js';
import type { IntrospectionTask } from './introspection-worker.js';
import type { Measured } from './measure/interleaved.js';

const FLAGS = ['--expose-gc', '--max-old-space-size=8192'];

/** Scripts beside this one that measure in a process of their own; each takes its task as JSON in the first argument. */
export type Worker = 'introspection-worker' | 'analysis-worker';

/** Measures in a process of its own, which tells its progress on our stderr and answers a list of `Measured`. */
export function measureInWorker(
  worker: Worker,
  task: IntrospectionTask | AnalysisTask,
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<readonly Measured[]> {
  const script = fileURLToPath(new URL(`${worker}.js`, import.meta.url));
  return new Promise((resolve, reject) => {
    const args = [...FLAGS, script, JSON.stringify(task)];
    const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0)
        resolve(JSON.parse(stdout) as readonly Measured[]); // printed by the worker of this very build
      else reject(new Error(`${worker} on ${task.name} ended with ${code ?? signal ?? 'nothing'}`));
    });
  });
}
