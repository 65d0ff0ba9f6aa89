import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program that answers HTTP, from the moment it was started. */
export interface ServiceProcess {
  /** Without a trailing slash. */
  readonly address: string;
  /** Fulfilled when it answers; rejected where it ends before. */
  readonly ready: Promise<void>;
  /** Its exit code, once it has ended; null where a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Asks it to end, and insists after five seconds. */
  readonly stop: () => Promise<void>;
}

export interface ServiceCommand {
  /** Arguments to this Node itself. */
  readonly arguments: readonly string[];
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly address: string;
  /** Gets what it prints, on both streams. */
  readonly hear: (text: string) => void;
}

/** Starts a service. */
export function startService(command: ServiceCommand): ServiceProcess {
  const child = spawn(process.execPath, command.arguments, {
    cwd: command.folder,
    env: command.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', command.hear);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('exit', resolve);
    child.once('error', reject);
  });
  const early = ended.then((code): never => {
    throw new Error(`${command.folder} ended with ${code ?? 'a signal'} before it answered`);
  });
  const ready = Promise.race([untilItAnswers(command.address, child), early]);
  // Whoever awaits them is told; nobody has to.
  for (const promise of [early, ready]) promise.catch(() => undefined);
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    const insist = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(insist);
  };
  return { address: command.address, ready, ended, stop };
}

/** Whatever the answer is, the service is there. A minute is far beyond any start seen. */
async function untilItAnswers(address: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 600 && child.exitCode === null && child.signalCode === null; attempt += 1) {
    const answered = await fetch(address, { redirect: 'manual' }).then(
      async (response) => (await response.arrayBuffer(), true),
      () => false,
    );
    if (answered) return;
    await sleep(100);
  }
  throw new Error(`${address} did not answer within a minute`);
}

/** A port of 127.0.0.1 that nobody listens on: the wanted one where that is so, else any. */
export function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', () => (wanted === 0 ? reject(new Error('no free port')) : resolve(freePort())));
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : wanted));
    });
  });
}
