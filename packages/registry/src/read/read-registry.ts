import { fail, FailureError, type Failure } from '@rowpact/model';
import { basename, dirname, join } from 'node:path';
import { byPlace } from '../document/sort-failures.js';
import { decodeUtf8 } from '../document/utf8.js';
import { readYaml, type YamlDocument } from '../document/yaml-document.js';
import { errorCode, isMissing, readFiles, type ReadResult } from '../files/read-files.js';
import type { Registry } from '../registry.js';
import { checkContract, checkProducer, type CheckedContract, type CheckedProducer } from './check-document.js';
import { acrossFiles } from './across-files.js';
import { listRegistry, type ProducerFolder, type RegistryListing } from './list-registry.js';
import { registerProducer } from './register.js';

/**
 * Reads and checks a whole registry. Fails with every mistake of every file at once, in the order of files and lines.
 * @param directory the registry folder, absolute or as locations should name it; its last part is its name
 */
export async function readRegistry(directory: string): Promise<Registry> {
  const listing = await lookInto(directory);
  const sources = listing.producers.flatMap((folder) => filesOf(directory, folder));
  const contents = await readFiles(sources.map((source) => source.file));
  const failures: Failure[] = [...listing.failures];
  const producers: CheckedProducer[] = [];
  const contracts: CheckedContract[] = [];
  for (const [index, source] of sources.entries()) {
    const document = open(contents[index], source.file, failures);
    if (document === null) continue;
    if (source.consumer === null) producers.push(checkProducer(document, source.producer));
    else contracts.push(checkContract(document, source.producer, source.consumer));
  }
  for (const checked of [...producers, ...contracts]) failures.push(...checked.failures);
  failures.push(...acrossFiles(producers, contracts));
  const [first, ...others] = failures.sort(byPlace);
  if (first) throw new FailureError(first, ...others);
  const name = basename(directory);
  const registered = producers.map((producer) => registerProducer(name, producer, contracts));
  return { directory, root: dirname(directory), name, producers: registered };
}

interface Source {
  readonly file: string;
  readonly producer: string;
  /** Null for the producer's own file. */
  readonly consumer: string | null;
}

function filesOf(directory: string, { name, consumers }: ProducerFolder): readonly Source[] {
  const folder = join(directory, name);
  return [
    { file: join(folder, 'producer.yaml'), producer: name, consumer: null },
    ...consumers.map((consumer) => ({ file: join(folder, 'consumers', `${consumer}.yaml`), producer: name, consumer })),
  ];
}

/** Null, and a failure more, for a file that is no YAML at all. */
function open(content: ReadResult | undefined, file: string, failures: Failure[]): YamlDocument | null {
  if (!Buffer.isBuffer(content)) {
    failures.push(unreadable(file, errorCode(content) ?? 'unknown'));
    return null;
  }
  const text = decodeUtf8(content, file);
  if (typeof text === 'string') return readYaml(text, file);
  failures.push(text);
  return null;
}

async function lookInto(directory: string): Promise<RegistryListing> {
  try {
    return await listRegistry(directory);
  } catch (error) {
    const code = errorCode(error);
    if (code === null) throw error;
    if (!isMissing(error)) fail(unreadable(directory, code));
    return fail({
      code: 'registry-not-found',
      message: `There is no registry at ${directory}`,
      hint: 'Run `rowpact init` to set one up, or name another folder.',
      location: { file: directory },
    });
  }
}

function unreadable(file: string, reason: string): Failure {
  const hint = 'Give yourself read access to it.';
  return { code: 'file-unreadable', message: `Could not read ${file} (${reason})`, hint, location: { file } };
}
