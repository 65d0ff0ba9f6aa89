import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bench } from './bench.js';
import { copyInstalled } from './installed-copy.js';
import { readOptions, USAGE, type BenchOptions } from './options.js';
import { resultsPage } from './results/results-table.js';
import { writeResults } from './results/write-results.js';

// The only file of the benchmarks that reads the process. The measured programs see these variables and no others.
const PASSED_ON = [
  'PATH',
  'HOME',
  'LANG',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'APPDATA',
  'LOCALAPPDATA',
  'USERPROFILE',
];
const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
const RESULTS = join(REPOSITORY, 'tools/bench/results');

function optionsOf(args: readonly string[]): BenchOptions | null {
  try {
    return readOptions(args, RESULTS);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return null;
  }
}

async function run(options: BenchOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'rowpact-bench-'));
  removeAtExit(folder);
  const installed = await copyInstalled(REPOSITORY);
  removeAtExit(installed.folder);
  const results = await bench(options, {
    folder,
    rowpact: installed.rowpact,
    env: Object.fromEntries(
      PASSED_ON.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
    ),
    templates: join(REPOSITORY, 'node_modules/.cache/rowpact-tests'),
    testServers: process.env['ROWPACT_TEST_SERVERS'],
    nodeVersion: process.versions.node,
    report: (text) => void process.stderr.write(`${text}\n`),
  });
  process.stdout.write(resultsPage(results));
  if (options.out === null) return;
  for (const path of await writeResults(resolve(options.out), results)) {
    process.stderr.write(`wrote ${relative(process.cwd(), path)}\n`);
  }
}

function removeAtExit(folder: string): void {
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
const options = optionsOf(process.argv.slice(2));
if (options === null) process.exitCode = 2;
else await run(options);
