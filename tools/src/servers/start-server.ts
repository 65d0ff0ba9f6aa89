import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { installServer } from './server-install.js';
import type { ServerMajor } from './server-releases.js';
import { handOver, reachablePrograms, serverAccount, type ServerAccount } from './unprivileged.js';

const run = promisify(execFile);

/** Not tracked, and gone with node_modules. */
export const SERVER_CACHE = fileURLToPath(new URL('../../../node_modules/.cache/rowpact-servers', import.meta.url));

/** A throw-away PostgreSQL server on loopback, superuser `postgres`, no password. */
export interface RunningServer {
  readonly url: string;
  readonly version: string;
  /** Stops it and removes its data. It also happens when this process exits, but not when it is killed with SIGKILL. */
  stop(): Promise<void>;
}

// Nothing here has to survive a crash, and tests should not wait for the disk.
const SETTINGS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'shared_buffers=128MB',
  'max_connections=30',
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'lc_messages=C',
];

/** Installs (once) and starts one server; some seconds the first time, about one second later. */
export async function startServer(major: ServerMajor, cacheFolder: string = SERVER_CACHE): Promise<RunningServer> {
  const installed = await installServer(major, cacheFolder);
  const account = serverAccount();
  const folder = mkdtempSync(join(tmpdir(), `rowpact-server-${major}-`));
  handOver(folder, account);
  const removeFolder = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  try {
    const programs = reachablePrograms(installed.folder, folder, account);
    await createCluster(programs, folder, account);
    const port = await freePort();
    const child = await startProcess(programs, folder, port, account);
    return runningServer(child, `postgres://postgres@127.0.0.1:${port}/postgres`, installed.version, removeFolder);
  } catch (error) {
    removeFolder();
    throw error;
  }
}

async function createCluster(programs: string, folder: string, account: ServerAccount | null): Promise<void> {
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  handOver(data, account);
  const flags = ['-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  await run(join(programs, 'bin', 'initdb'), ['-D', data, ...flags], { cwd: folder, ...account });
}

async function startProcess(
  programs: string,
  folder: string,
  port: number,
  account: ServerAccount | null,
): Promise<ChildProcess> {
  const flags = ['-D', join(folder, 'data'), '-p', String(port), ...SETTINGS.flatMap((setting) => ['-c', setting])];
  const stdio = ['ignore', 'ignore', 'pipe'] as const;
  const child = spawn(join(programs, 'bin', 'postgres'), flags, { cwd: folder, stdio: [...stdio], ...account });
  await untilReady(child);
  return child;
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`postgres ended with code ${String(code)}:\n${log}`)));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-4000);
      if (log.includes('database system is ready to accept connections')) resolve();
    });
  });
}

function runningServer(child: ChildProcess, url: string, version: string, removeFolder: () => void): RunningServer {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const atExit = (): void => {
    child.kill('SIGQUIT');
    removeFolder();
  };
  process.once('exit', atExit);
  return {
    url,
    version,
    async stop() {
      process.off('exit', atExit);
      child.kill('SIGINT');
      await ended;
      removeFolder();
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port')),
      );
    });
  });
}
