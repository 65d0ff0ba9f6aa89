import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Explanation, type Location, type Producer, type Snapshot, splitName } from '@rowpact/model';
import { type Migration, type MigrationPlan, readMigrations, replay } from '@rowpact/postgres';
import type { Registry } from '@rowpact/registry';
import type { RowpactOptions } from '../options.js';
import { engineOptions } from '../producer-schema.js';
import { subjectName, type Subject } from './subject.js';

type History = Pick<Explanation, 'since' | 'until'>;

/**
 * Which migrations brought a subject and took it away. The text of the migrations only says where to look; whether it
 * was there before and after, PostgreSQL says, by a replay up to each.
 */
export async function schemaHistory(
  registry: Registry,
  producer: Producer,
  subject: Subject,
  isThere: (subject: Subject, snapshot: Snapshot) => boolean,
  options: RowpactOptions,
): Promise<History> {
  const { source } = producer;
  if (source.kind !== 'migrations' || options.fromSnapshot) return { since: null, until: null };
  const plan = await readMigrations(source, registry.root);
  const mentions = await mentioning(plan, registry.root, subject);
  const thereAfter = async (count: number): Promise<boolean> => {
    if (count === 0) return false;
    const upTo = { ...plan, migrations: plan.migrations.slice(0, count) };
    return isThere(subject, (await replay(upTo, engineOptions(registry, producer, options))).snapshot);
  };
  return changesAt(plan.migrations, mentions, thereAfter);
}

/** How many migrations have run once one that has the subject's name in its text has. */
async function mentioning({ migrations }: MigrationPlan, root: string, subject: Subject): Promise<readonly number[]> {
  const name = splitName(subjectName(subject))?.at(-1)?.toLowerCase() ?? '';
  const texts = await Promise.all(migrations.map((one) => readFile(join(root, one.path), 'utf8').catch(() => '')));
  return texts.flatMap((text, index) => (text.toLowerCase().includes(name) ? [index + 1] : []));
}

/** Walks back over the candidates to the last change each way. */
async function changesAt(
  migrations: readonly Migration[],
  candidates: readonly number[],
  thereAfter: (count: number) => Promise<boolean>,
): Promise<History> {
  let until: Location | null = null;
  for (const count of candidates.toReversed()) {
    const after = await thereAfter(count);
    if (after === (await thereAfter(count - 1))) continue;
    const file = { file: migrations[count - 1]?.path ?? '' };
    if (after) return { since: file, until };
    until ??= file;
  }
  return { since: null, until };
}
