import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runCorpora } from './corpora.js';
import { resultsPage, shortfalls, type Explanations } from './results-page.js';

// The only file of the corpus runner that reads the process.
const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
const FOLDER = join(REPOSITORY, 'tools/corpus');

/** What a corpus says is not ours to keep: of its differences the names are enough. */
function withoutCorpus(key: string, value: unknown): unknown {
  return key === 'expected' || key === 'found' ? undefined : value;
}

const { values } = parseArgs({
  options: { corpora: { type: 'string', default: '../shared/corpora' }, seed: { type: 'string' } },
});
const cache = await mkdtemp(join(tmpdir(), 'rowpact-corpus-'));
try {
  const report = (line: string): void => void process.stderr.write(`${line}\n`);
  const corpora = resolve(process.cwd(), values.corpora);
  // Another one in each run, and printed: what it finds can be found again.
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
  report(`random statements: seed ${seed}`);
  const results = await runCorpora({ repository: REPOSITORY, corpora, cache, report, seed });
  // A map of names to sentences, kept by hand.
  const explanations = JSON.parse(await readFile(join(FOLDER, 'explanations.json'), 'utf8')) as Explanations;
  const page = resultsPage(results, explanations);
  await mkdir(join(FOLDER, 'results'), { recursive: true });
  await writeFile(join(FOLDER, 'results/results.json'), `${JSON.stringify(results, withoutCorpus, 2)}\n`);
  await writeFile(join(FOLDER, 'results/README.md'), page);
  process.stdout.write(page);
  if (shortfalls(results, explanations).length > 0) process.exitCode = 1;
} finally {
  await rm(cache, { recursive: true, force: true });
}
