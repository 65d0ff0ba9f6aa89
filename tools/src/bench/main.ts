import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bench } from './bench.js';
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
const RESULTS = fileURLToPath(new URL('../../bench/results', import.meta.url));

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
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  const results = await bench(options, {
    folder,
    env: Object.fromEntries(
      PASSED_ON.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
    ),
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

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
const options = optionsOf(process.argv.slice(2));
if (options === null) process.exitCode = 2;
else await run(options);
