import { join, posix } from 'node:path';
import {
  type Failure,
  FailureError,
  type MigrationsSource,
  type Producer,
  type SchemaFileSource,
} from '@rowpact/model';
import { type MigrationPlan, readMigrations } from '@rowpact/postgres';
import { type RegisteredProducer, readRegistry } from '@rowpact/registry';
import type { World } from '../world.js';
import type { BaseTree } from './base-tree.js';
import { includeCandidates } from './included-files.js';
import { short } from './merge-base.js';
import { inTemporaryFolder } from './temporary-folder.js';

/** A source whose schema is made by running SQL. */
export type ReplayedSource = MigrationsSource | SchemaFileSource;

/** A producer's migrations as they were at the base. */
export interface BaseMigrations {
  /** Empty where there were none yet. */
  readonly plan: MigrationPlan;
  readonly kind: ReplayedSource['kind'];
  /** The producer as its `producer.yaml` told it then, with its stubs; the one of today where it had none. */
  readonly producer: Producer;
  /** Sentences for people: how the base was found, and what was not there. */
  readonly notes: readonly string[];
}

interface Question {
  readonly tree: BaseTree;
  /** The producer as it is registered today. */
  readonly entry: Pick<RegisteredProducer, 'producer' | 'path'>;
  readonly source: ReplayedSource;
  readonly world: Pick<World, 'uninterrupted'>;
}

/**
 * Reads a producer's migrations as they were at the base, by the reader that reads them from disk: the same file has the
 * same label and hash, so that cached states are shared. What they were is said by the `producer.yaml` of the base; by
 * today's where the base had none.
 * @throws FailureError as `readMigrations`, each message with the commit; `git-failed`, `base-unknown`.
 */
export async function migrationsAt(question: Question): Promise<BaseMigrations> {
  const { tree, entry, world } = question;
  return inTemporaryFolder(world, 'base', async (temporary) => {
    const then = await producerAt(question, join(temporary, 'registry'));
    const source = replayed(then.producer) ?? question.source;
    try {
      const plan = await planAt(tree, source, join(temporary, 'migrations'));
      return { plan, kind: source.kind, producer: then.producer, notes: [...tree.notes, ...then.notes] };
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      if (error.failures.some(({ code }) => code !== 'migrations-not-found')) throw atCommit(error, tree);
      const note = `${entry.producer.name} had no migrations at ${short(tree.commit)}: all of them are new (${error.failures[0].message})`;
      const plan = { migrations: [], ignored: [], notes: [] };
      return { plan, kind: question.source.kind, producer: then.producer, notes: [...tree.notes, ...then.notes, note] };
    }
  });
}

function replayed({ source }: Producer): ReplayedSource | null {
  return source.kind === 'database' ? null : source;
}

async function producerAt(
  { tree, entry }: Question,
  folder: string,
): Promise<{ readonly producer: Producer; readonly notes: readonly string[] }> {
  const { producer } = entry;
  const root = await tree.checkOut([entry.path], folder);
  const absent = { producer, notes: [asToday(`${entry.path} was not there at ${short(tree.commit)}`)] };
  if ((await tree.read(entry.path)) === null) return absent;
  try {
    const { producers } = await readRegistry(join(root, posix.dirname(posix.dirname(entry.path))));
    const then = producers.find((one) => one.producer.name === producer.name)?.producer;
    return then === undefined ? absent : { producer: then, notes: [] };
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    return { producer, notes: [asToday(`${entry.path} of ${short(tree.commit)} cannot be read by this version`)] };
  }
}

function asToday(reason: string): string {
  return `${reason}: the migrations of the base are looked for where they are today`;
}

/** What is included may lie anywhere, so the files are fetched until nothing new is named. */
async function planAt(tree: BaseTree, source: ReplayedSource, folder: string): Promise<MigrationPlan> {
  const start = source.kind === 'migrations' ? source.folder : source.file;
  let root = await tree.checkOut([start], folder);
  const known = new Set<string>();
  let files = await tree.list(start);
  while (files.length > 0) {
    const candidates = (await includeCandidates(root, files)).filter((path) => !known.has(path));
    for (const path of candidates) known.add(path);
    files = await tree.filesAmong(candidates);
    if (files.length > 0) root = await tree.checkOut(files, folder);
  }
  return readMigrations(source, root);
}

function atCommit(error: FailureError, { commit }: BaseTree): FailureError {
  const [first, ...others] = error.failures.map((failure) => sayCommit(failure, commit));
  return first ? new FailureError(first, ...others) : error;
}

function sayCommit(failure: Failure, commit: string): Failure {
  return { ...failure, message: `${failure.message} (at ${short(commit)}, the base)` };
}
