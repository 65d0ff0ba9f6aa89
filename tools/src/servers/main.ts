import { spawn } from 'node:child_process';
import { parseServerMajor, SERVER_MAJORS, type ServerMajor } from './server-releases.js';
import { startServer, type RunningServer } from './start-server.js';

const USAGE = `Throw-away PostgreSQL servers for tests.

  node tools/dist/servers/main.js start 12 15 18          prints ROWPACT_TEST_SERVERS=... and serves until interrupted
  node tools/dist/servers/main.js run 12 18 -- npm test   runs the command with the variable set, then stops the servers

Versions: ${SERVER_MAJORS.join(', ')}, or "all".
`;

const running: RunningServer[] = [];

async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  const split = rest.indexOf('--');
  const majors = readMajors(split < 0 ? rest : rest.slice(0, split));
  if (command === 'start' && majors && split < 0) return serve(majors);
  if (command === 'run' && majors && split >= 0) return runWith(majors, rest.slice(split + 1));
  process.stderr.write(USAGE);
  return 2;
}

function readMajors(words: readonly string[]): readonly ServerMajor[] | null {
  if (words.length === 1 && words[0] === 'all') return SERVER_MAJORS;
  const majors = words.flatMap((word) => parseServerMajor(word) ?? []);
  return majors.length > 0 && majors.length === words.length ? majors : null;
}

/** The value of ROWPACT_TEST_SERVERS: `12=postgres://…,18=postgres://…`. */
async function startAll(majors: readonly ServerMajor[]): Promise<string> {
  const entries: string[] = [];
  for (const major of majors) {
    const server = await startServer(major);
    running.push(server);
    entries.push(`${major}=${server.url}`);
    process.stderr.write(`PostgreSQL ${server.version} on ${server.url}\n`);
  }
  return entries.join(',');
}

async function serve(majors: readonly ServerMajor[]): Promise<number> {
  const interrupted = signalled();
  process.stdout.write(`ROWPACT_TEST_SERVERS='${await startAll(majors)}'\n`);
  await interrupted;
  return 0;
}

async function runWith(majors: readonly ServerMajor[], command: readonly string[]): Promise<number> {
  const [program, ...args] = command;
  if (program === undefined) return 2;
  const env = { ...process.env, ROWPACT_TEST_SERVERS: await startAll(majors) };
  const child = spawn(program, args, { stdio: 'inherit', env, shell: process.platform === 'win32' });
  void signalled().then((signal) => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** Waits for an interrupt; a timer keeps the process alive meanwhile only through its servers. */
function signalled(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve(signal));
  });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await Promise.all(running.map((server) => server.stop()));
}
