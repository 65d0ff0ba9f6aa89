import { readFile } from 'node:fs/promises';
import { measureInterleaved, type Rounds, type Subject } from './measure/interleaved.js';
import { ASKING } from './results/goals.js';
import { openLeague } from './subjects/open-league.js';
import { analyseAll, askingSubject, embeddedAsking } from './subjects/ask-embedded.js';
import { askAll, type AskingPeer, pgtyped, safeql, takenBy } from './subjects/ask-peers.js';

/** What a worker measures; it comes as JSON in the first argument. The answer, JSON on stdout, is a list of `Measured`. */
export interface AnalysisTask {
  /** How the results call the server. */
  readonly name: string;
  /** Address of a loaded server, for the peers; null to measure without them. */
  readonly url: string | null;
  readonly migrationsFolder: string;
  /** Folder for the states of the replay. */
  readonly cache: string;
  /** JSON: the texts of the statements. */
  readonly statementsFile: string;
  readonly rounds: Rounds;
}

const report = (text: string): void => void process.stderr.write(`${text}\n`);

// Everything by turns in one process that is warm: neither the start of our engine nor that of the server is counted.
const task = JSON.parse(process.argv[2] ?? '') as AnalysisTask; // written by measure-analysis.ts only
const statements = JSON.parse(await readFile(task.statementsFile, 'utf8')) as readonly string[]; // likewise
report('analysis: starting the engine');
const database = await openLeague(task.migrationsFolder, task.cache);
const peers = task.url === null ? [] : [namedPeer('safeql', task.url), namedPeer('pgtyped', task.url)];
try {
  const subjects = [...embeddedAsking(database, statements), ...(await peerSubjects())];
  process.stdout.write(JSON.stringify(await measureInterleaved(subjects, task.rounds, report)));
} finally {
  for (const { peer } of peers) await peer.close();
  await database.close();
}

interface NamedPeer {
  readonly title: string;
  readonly peer: AskingPeer;
}

function namedPeer(kind: 'safeql' | 'pgtyped', url: string): NamedPeer {
  return { title: ASKING[kind](task.name), peer: kind === 'safeql' ? safeql(url) : pgtyped(url) };
}

/** The peers, and us on what all of them take: a refused statement is quick, so nobody is measured on one. */
async function peerSubjects(): Promise<readonly Subject[]> {
  if (peers.length === 0) return [];
  const taken = await Promise.all(peers.map(({ peer }) => takenBy(peer, statements)));
  const common = statements.filter((text) => taken.every((one) => one.has(text)));
  if (common.length === 0) throw new Error('there is no statement that all peers take');
  const theirs = peers.map(({ title, peer }, at) => {
    const ask = (): Promise<number> => askAll(peer, common);
    const subject = askingSubject(title, common.length, ask, peer.reconnect);
    const takes = statements.filter((text) => taken[at]?.has(text)).length;
    return { ...subject, title: `${title} (takes ${takes} of ${statements.length})` };
  });
  return [askingSubject(ASKING.oursOfPeers, common.length, () => analyseAll(database, common)), ...theirs];
}
