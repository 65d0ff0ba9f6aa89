// The door behind `npm run demo|test|lint|typecheck|bench|dev:examples`. Plain JavaScript without dependencies, so that
// it runs on a fresh clone: it installs what is missing, builds what is stale, and then starts the task.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (name) => join(ROOT, 'node_modules', '.bin', name);
/** What the examples, projects of this workspace, are held to: their own checkers, and rowpact's. */
const EXAMPLE_TARGETS = ['typecheck', 'check', 'check-row-types', 'scan-check', 'check-snapshot'];

const tasks = {
  demo: (args) => [step(process.execPath, ['tools/dist/demo/main.js', ...args])],
  test,
  lint: () => [
    step(bin('eslint'), ['.', '--max-warnings=0', '--cache', '--cache-location', 'node_modules/.cache/eslint/']),
    step(bin('depcruise'), ['packages', 'tools/src', 'tests', 'examples', '--config', '.dependency-cruiser.mjs']),
    step(bin('prettier'), ['--check', '--log-level', 'warn', '--cache', '.']),
  ],
  typecheck: () => [
    step(bin('tsc'), ['-p', 'tsconfig.tests.json']),
    step(bin('nx'), [...selection(), '-t', ...EXAMPLE_TARGETS, '--output-style=static']),
  ],
  bench: (args) => [step(process.execPath, ['--max-old-space-size=8192', 'tools/dist/bench/main.js', ...args])],
  corpus: (args) => [step(process.execPath, ['tools/dist/corpus/main.js', ...args])],
  'dev-examples': (args) => [step(process.execPath, ['tools/dist/dev-examples.js', ...args])],
};

const [name, ...args] = process.argv.slice(2);
const task = tasks[name];
if (!task) {
  console.error(`tools/run.mjs: no task ${name ?? '(none)'}; there are ${Object.keys(tasks).join(', ')}`);
  process.exit(2);
}
checkNode();
install();
build();
for (const run of task(args)) {
  const code = run();
  if (code !== 0) process.exit(code);
}

/** Where NX_BASE names a commit, what has changed since then; everything elsewhere. */
function selection() {
  return process.env.NX_BASE ? ['affected'] : ['run-many'];
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`rowpact needs Node 20.19 or newer; this is ${process.versions.node}`);
  process.exit(2);
}

/** Installs when node_modules is missing or older than the lockfile (npm writes node_modules/.package-lock.json last). */
function install() {
  const done = join(ROOT, 'node_modules', '.package-lock.json');
  const lock = join(ROOT, 'package-lock.json');
  if (existsSync(done) && statSync(done).mtimeMs >= statSync(lock).mtimeMs) return;
  console.error('Dependencies are missing or out of date: running npm ci (once, about half a minute)…');
  // A half-written node_modules (an interrupted npm) has no .package-lock.json, so it is installed again.
  must(
    step(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      quiet: true,
    })(),
  );
}

function build() {
  must(step(bin('tsc'), ['-b', 'tsconfig.build.json'])());
}

/** Runs vitest and closes with a line that a machine can read: `N passed, N failed`. */
function test(args) {
  return [
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'rowpact-test-'));
      const file = join(folder, 'results.json');
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
      const code = step(bin('vitest'), ['run', ...reporters, ...args])();
      const results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
      rmSync(folder, { recursive: true, force: true });
      if (!results) return code || 1;
      return summarise(results, code);
    },
  ];
}

function summarise(results, code) {
  const failedFiles = results.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  const failed = results.numFailedTests + failedFiles;
  const skipped = results.numPendingTests + results.numTodoTests;
  const forbidden = process.env.ROWPACT_NO_SKIP === '1' && skipped > 0;
  if (skipped > 0)
    console.log(
      `${skipped} skipped (each says above what it needs)${forbidden ? '; ROWPACT_NO_SKIP=1 forbids that' : ''}`,
    );
  console.log(`${results.numPassedTests} passed, ${failed} failed`);
  return code || (failed > 0 || forbidden || results.numPassedTests === 0 ? 1 : 0);
}

/** One child process in the repository's root; its streams are ours. */
function step(command, args, { cwd = '.', quiet = false } = {}) {
  return () => {
    const result = spawnSync(command, args, {
      cwd: join(ROOT, cwd),
      stdio: quiet ? ['ignore', 2, 'inherit'] : 'inherit',
      shell: process.platform === 'win32',
      env: { ...process.env, NX_DAEMON: process.env.NX_DAEMON ?? 'false', NX_USE_LOCAL: 'true', NX_TUI: 'false' },
    });
    if (result.error) console.error(`${command}: ${result.error.message}`);
    return result.status ?? 1;
  };
}

function must(code) {
  if (code !== 0) process.exit(code);
}
