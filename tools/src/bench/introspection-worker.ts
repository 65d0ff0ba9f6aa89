import { measureInterleaved, type Rounds } from './measure/interleaved.js';
import { replayedEngine, serverEngine } from './subjects/engines.js';
import { introspectionSubjects, type Expected } from './subjects/introspection.js';

/** What a worker measures; it comes as JSON in the first argument. The answer, JSON on stdout, is a list of `Measured`. */
export interface IntrospectionTask {
  /** How the results call the engine. */
  readonly name: string;
  /** Address of a loaded server; null for the embedded engine. */
  readonly url: string | null;
  readonly migrationsFolder: string;
  /** Folder with the state of the replay. */
  readonly cache: string;
  readonly expected: Expected;
  readonly rounds: Rounds;
}

// A process of its own: what introspection leaves on the heap must not weigh on what is started later.
const task = JSON.parse(process.argv[2] ?? '') as IntrospectionTask; // written by bench.ts only
const engine = await (task.url === null ? replayedEngine(task.migrationsFolder, task.cache) : serverEngine(task.url));
try {
  const subjects = introspectionSubjects(engine, task.name, task.expected);
  const measured = await measureInterleaved(subjects, task.rounds, (text) => void process.stderr.write(`${text}\n`));
  process.stdout.write(JSON.stringify(measured));
} finally {
  await engine.close();
}
