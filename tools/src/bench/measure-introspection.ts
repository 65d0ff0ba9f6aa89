import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { IntrospectionTask } from './introspection-worker.js';
import type { Measured } from './measure/interleaved.js';

const WORKER = fileURLToPath(new URL('introspection-worker.js', import.meta.url));
const FLAGS = ['--expose-gc', '--max-old-space-size=8192'];

/** Measures the introspection of one loaded database in a process of its own, which tells its progress on our stderr. */
export function measureIntrospection(
  task: IntrospectionTask,
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<readonly Measured[]> {
  return new Promise((resolve, reject) => {
    const args = [...FLAGS, WORKER, JSON.stringify(task)];
    const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0)
        resolve(JSON.parse(stdout) as readonly Measured[]); // printed by the worker of this very build
      else reject(new Error(`measuring introspection on ${task.name} ended with ${code ?? signal ?? 'nothing'}`));
    });
  });
}
