import { nearestName, byCodeUnit, type Failure } from '@rowpact/model';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../files/read-files.js';

/** The YAML files of one producer's folder, before any is read. */
export interface ProducerFolder {
  readonly name: string;
  readonly consumers: readonly string[];
}

export interface RegistryListing {
  readonly producers: readonly ProducerFolder[];
  readonly failures: readonly Failure[];
}

/** Looks through a registry folder, so that no file is passed over because its name or place is slightly wrong. */
export async function listRegistry(directory: string): Promise<RegistryListing> {
  const folders = (await list(directory)).filter(({ name, folder }) => folder && name !== 'node_modules');
  const listings = await Promise.all(folders.map(({ name }) => listProducer(join(directory, name), name)));
  return {
    producers: listings.flatMap(({ producer }) => (producer ? [producer] : [])),
    failures: listings.flatMap(({ failures }) => failures),
  };
}

interface Entry {
  readonly name: string;
  readonly folder: boolean;
}

async function listProducer(
  directory: string,
  name: string,
): Promise<{ readonly producer: ProducerFolder | null; readonly failures: readonly Failure[] }> {
  const entries = await list(directory);
  const names = entries.map((entry) => entry.name);
  const failures = entries.flatMap((entry) => misnamed(directory, entry));
  const ours = failures.length > 0 || MARKS.some((known) => names.includes(known));
  if (!names.includes('producer.yaml')) {
    const missing = misplaced(join(directory, 'producer.yaml'), 'a file producer.yaml', 'none', MISSING_HINT);
    return { producer: null, failures: ours ? [...failures, missing] : [] };
  }
  if (entries.some((entry) => entry.name === 'producer.yaml' && entry.folder)) {
    const folder = misplaced(join(directory, 'producer.yaml'), 'a file', 'a folder', 'Move its files elsewhere.');
    return { producer: null, failures: [...failures, folder] };
  }
  const consumers = names.includes('consumers') ? await list(join(directory, 'consumers')) : [];
  const wrong = consumers.flatMap((entry) => wrongContract(join(directory, 'consumers'), entry));
  const contracts = consumers.filter((entry) => !entry.folder && entry.name.endsWith('.yaml'));
  return {
    producer: { name, consumers: contracts.map((entry) => entry.name.slice(0, -'.yaml'.length)) },
    failures: [...failures, ...wrong],
  };
}

/** A file or folder that looks like one of ours but for its spelling. Everything else may lie here: it is not ours. */
function misnamed(directory: string, entry: Entry): readonly Failure[] {
  if (KNOWN.includes(entry.name)) return [];
  const meant = nearestName(entry.name, entry.folder ? FOLDERS : filesLike(entry.name));
  const hint = `Rename it to ${meant ?? ''}, or move it elsewhere.`;
  return meant ? [misplaced(join(directory, entry.name), meant, entry.name, hint)] : [];
}

function filesLike(name: string): readonly string[] {
  const ending = /\.ya?ml$/u.test(name) ? '.yaml' : name.endsWith('.json') ? '.json' : null;
  return ending === null ? [] : FILES.filter((file) => file.endsWith(ending));
}

function wrongContract(directory: string, { name, folder }: Entry): readonly Failure[] {
  const file = join(directory, name);
  if (folder) return [misplaced(file, 'a file for each consumer', 'a folder', 'Move its files one level up.')];
  if (!name.endsWith('.yml')) return [];
  return [misplaced(file, 'a name that ends in .yaml', name, `Rename it to ${name.slice(0, -'.yml'.length)}.yaml.`)];
}

function misplaced(file: string, expected: string, found: string, hint: string): Failure {
  const message = `the document: expected ${expected}, found ${found}`;
  return { code: 'registry-invalid', message, hint, location: { file, line: 1, column: 1 } };
}

/** Entries of a folder, sorted by name, hidden ones left out; a link counts as what it leads to. */
async function list(directory: string): Promise<readonly Entry[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const visible = entries.filter(({ name }) => !name.startsWith('.')).sort((a, b) => byCodeUnit(a.name, b.name));
  return Promise.all(
    visible.map(async (entry) => ({
      name: entry.name,
      folder: entry.isSymbolicLink() ? await leadsToFolder(join(directory, entry.name)) : entry.isDirectory(),
    })),
  );
}

async function leadsToFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false; // a link to nothing: reading it as a file says so
    throw error;
  }
}

const FILES: readonly string[] = ['producer.yaml', 'lifecycle.yaml', 'baseline.json', 'migrations.json'];
const FOLDERS: readonly string[] = ['consumers', 'schema', 'deployments'];
const KNOWN: readonly string[] = [...FILES, ...FOLDERS];
/** What lies in no folder but a producer's. */
const MARKS: readonly string[] = ['producer.yaml', 'lifecycle.yaml', 'consumers', 'schema'];
const MISSING_HINT = 'Write a producer.yaml here, or let `rowpact init` do it.';
