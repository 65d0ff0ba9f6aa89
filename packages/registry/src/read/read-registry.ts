import { byCodeUnit, fail, FailureError, type Failure } from '@rowpact/model';
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

/** What a reading of the registry is about. */
export interface ReadOptions {
  /** Their contracts must be right; those of others are left out where they have mistakes. All must be right when undefined. */
  readonly consumers?: readonly string[] | undefined;
}

/**
 * Reads and checks a whole registry. Fails with every mistake of every file at once, in the order of files and lines.
 * @param directory the registry folder, absolute or as locations should name it; its last part is its name
 */
export async function readRegistry(directory: string, { consumers }: ReadOptions = {}): Promise<Registry> {
  const listing = await lookInto(directory);
  const isWanted = (consumer: string): boolean => consumers?.includes(consumer) ?? true;
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
  const concerning = failures.filter(({ location }) => {
    const consumer = consumerOf(location?.file ?? '');
    return consumer === null || isWanted(consumer);
  });
  const unwanted = contracts.filter(({ fileName }) => !isWanted(fileName));
  // What is wrong between two that nobody asked for concerns nobody.
  const elsewhere = new Set(acrossFiles([], unwanted).map(keyOf));
  const between = acrossFiles(producers, contracts).filter((failure) => !elsewhere.has(keyOf(failure)));
  const [first, ...others] = [...concerning, ...between].sort(byPlace);
  if (first) throw new FailureError(first, ...others);
  const name = basename(directory);
  const registered = producers.map((producer) => {
    const whole = contracts.filter(({ folder, value }) => folder === producer.folder && value !== null);
    const read = new Set(whole.map(({ fileName }) => fileName));
    const own = listing.producers.find((folder) => folder.name === producer.folder);
    const leftOut = (own?.consumers ?? []).filter((consumer) => !read.has(consumer)).sort(byCodeUnit);
    return registerProducer(name, producer, whole, leftOut);
  });
  return { directory, root: dirname(directory), name, producers: registered };
}

/** Whose contract a file is, or a folder in its place; null for any other. */
function consumerOf(file: string): string | null {
  return basename(dirname(file)) === 'consumers' ? basename(file).replace(/\.ya?ml$/u, '') : null;
}

function keyOf({ message, location }: Failure): string {
  return `${location?.file ?? ''}:${location?.line ?? ''}: ${message}`;
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
  return { code: 'file-unreadable', message: `the file could not be read (${reason})`, hint, location: { file } };
}
