import { posix } from 'node:path';
import { fail, type MigrationsSource } from '@rowpact/model';
import { mergeDeprecations } from '@rowpact/impact';
import { nextMigration, type NextMigration } from '@rowpact/postgres';
import type { RegisteredProducer, Registry } from '@rowpact/registry';
import { editYaml } from '@rowpact/registry/edit';
import { recordedConsumers } from '../check/asked-consumers.js';
import { deployedVersions } from '../check/deployed-versions.js';
import { versionsInUse } from '../check/lifecycle-findings.js';
import { lifecycleFile } from '../lifecycle/lifecycle-file.js';
import { knownSchema, oneProducer } from '../lifecycle/one-producer.js';
import type { RowpactOptions } from '../options.js';
import type { Plan, PlannedChange } from '../plan.js';
import { registryInUse, withPlacesFrom } from '../registry-in-use.js';
import { commentLine } from './comment-lines.js';
import { dropNote, type DropPlace, dropSteps } from './drop-steps.js';
import { dropStatement } from './drop-statement.js';
import { dropInName, type DroppedObject, droppedObject, type KnownUse } from './dropped-object.js';

/** What the next migration is to do. */
export interface MigrationOptions extends RowpactOptions {
  /** In a few words; they name its file. Null for what it drops. */
  readonly name: string | null;
  /** What it drops, as in `rowpact deprecate`, each with its kind in front or without: `players.team_id`, `default players.score`. */
  readonly drop: readonly string[];
  /** Milliseconds since 1970: for the names of files that have a moment, and for what may go today. */
  readonly now: number;
}

/**
 * Works out the next migration of a producer, called as those that it has. One that drops something says where its object stands, who uses
 * it by the registry's records, and the commands of both phases, above the statement.
 */
export async function planMigration(options: MigrationOptions): Promise<Plan> {
  const registry = await registryInUse(options);
  const entry = oneProducer(registry, options);
  const source = folderOf(entry);
  return withPlacesFrom(registry.root, async () => {
    const dropped = await droppedObjects(registry, entry, options);
    const title = (options.name ?? titleOf(dropped)).replace(/\s+/gu, ' ').trim();
    const next = await nextMigration(source, registry.root, title, new Date(options.now));
    const several = registry.producers.length > 1;
    const place = { label: next.label, producerFlags: several ? ['--producer', entry.producer.name] : [] };
    const up = [
      commentLine(`${next.label.split('/').at(-1) ?? next.label}: ${title}`),
      ...dropped.map(({ object, statement }) => `${['--', ...dropSteps(object, place)].join('\n')}\n${statement}`),
    ];
    const down = dropped.length > 0 ? `${commentLine('What was dropped does not come back.')}\n` : '';
    const files = next.files({ title, up: `${up.join('\n').trimEnd()}\n`, down });
    return {
      ...{
        command: 'migration',
        root: registry.root,
        producers: [],
        findings: [],
        whenChecked: [],
        inputs: null,
        outputs: [],
      },
      changes: [...files.map((file) => planned(file, entry, folderIn(source))), ...ordered(entry, source, next)],
      notes: [...notesOf(dropped, place), ...next.notes],
    };
  });
}

interface Drop {
  readonly object: DroppedObject;
  readonly statement: string;
}

function folderOf({ producer: { name, source } }: RegisteredProducer): MigrationsSource {
  if (source.kind === 'migrations') return source;
  return fail({
    code: 'usage',
    message: `${name} takes its schema from a ${source.kind === 'database' ? 'server' : 'file'}: it has no migrations here`,
    hint: 'name a producer with a folder of migrations with --producer',
  });
}

async function droppedObjects(
  registry: Registry,
  entry: RegisteredProducer,
  options: MigrationOptions,
): Promise<readonly Drop[]> {
  const { name, drop } = options;
  if (drop.length === 0 && name === null)
    return fail({
      code: 'usage',
      message: 'nobody said what the migration does',
      hint: 'say it in a few words, or with --drop what it drops',
    });
  if (drop.length === 0 && !/^\s*drop\s/iu.test(name ?? '')) return [];
  const known = await knownUse(registry, entry, options);
  const inName = name === null ? null : dropInName(name, known.snapshot);
  const wanted = drop.length > 0 ? drop : inName === null ? [] : [inName];
  return wanted.map((text) => {
    const object = droppedObject(text, known);
    return { object, statement: dropStatement(object, known.snapshot) };
  });
}

/** From the registry alone: the code of the consumers is not looked at. */
async function knownUse(registry: Registry, entry: RegisteredProducer, options: MigrationOptions): Promise<KnownUse> {
  const snapshot = await knownSchema(registry, entry, options);
  const { lifecycle, path } = await lifecycleFile(registry, entry.producer.name);
  const deployed = await deployedVersions(registry, entry, options);
  return {
    snapshot,
    deprecations: mergeDeprecations(lifecycle, snapshot, { file: path }),
    versions: versionsInUse({ asked: await recordedConsumers(registry, entry.contracts), deployed }),
    policy: entry.producer.policy,
    today: new Date(options.now).toISOString().slice(0, 10),
  };
}

function titleOf(dropped: readonly Drop[]): string {
  return `drop ${dropped.map(({ object }) => object.name).join(' and ')}`;
}

function notesOf(dropped: readonly Drop[], place: DropPlace): readonly string[] {
  const objects = dropped.map(({ object }) => object);
  return objects.map((object) => dropNote(object, place));
}

function planned(
  file: { readonly path: string; readonly content: string },
  { producer }: RegisteredProducer,
  within: string,
): PlannedChange {
  return { ...file, producer: producer.name, consumer: null, within };
}

/** The folder as paths of the plan begin with it. */
function folderIn({ folder }: MigrationsSource): string {
  return posix.join(folder, '.').replace(/(?<=.)\/$/u, '');
}

/** Where producer.yaml lists the order, the new file comes last in it. */
function ordered(
  entry: RegisteredProducer,
  { order }: MigrationsSource,
  { listedAs }: NextMigration,
): readonly PlannedChange[] {
  if (order === null || listedAs === null) return [];
  const path = ['schema', 'migrations', 'order', order.length];
  const content = editYaml(entry.text, [{ path, set: listedAs }]);
  return [planned({ path: entry.path, content }, entry, '.')];
}
