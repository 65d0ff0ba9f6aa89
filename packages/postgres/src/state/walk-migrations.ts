import { sha256 } from '@rowpact/model';
import { bringUp, inTurn } from '../engine/bring-up.js';
import type { EmbeddedDatabase } from '../engine/embedded-database.js';
import { sentenceOf } from '../engine/note-sentence.js';
import { stateKeys } from '../engine/replay-keys.js';
import type { ReplayOptions } from '../engine/replay-options.js';
import { openReplayed } from '../engine/replay.js';
import type { Migration, MigrationPlan } from '../migrations/migration.js';
import { isInEither } from './data-of-step.js';
import { readDeclarations } from './declared-data.js';
import { originIn, originsOf } from './origins.js';
import { loadSchema, loadStep, type StoredSchema, type StoredStep } from './state-cache.js';
import { OtherDatabase, WalkRun, type KnownStep, type KnownWalk, type WalkKeys } from './walk-run.js';
import type { Walk, WalkedMigration, WalkOptions } from './walk.js';

/**
 * Runs pending migrations behind those of the base, one after another in one database, and reads the schema after each. What is known
 * from an earlier walk is not run again; with nothing new no engine starts.
 * @throws FailureError (`migration-failed`, `extension-missing`, `engine-failed`, `interrupted`)
 */
export function walkMigrations(
  base: MigrationPlan,
  pending: readonly Migration[],
  options: WalkOptions,
): Promise<Walk> {
  return inTurn(() => walkNow(base, pending, options));
}

async function walkNow(base: MigrationPlan, pending: readonly Migration[], options: WalkOptions): Promise<Walk> {
  const plan: MigrationPlan = { ...base, migrations: [...base.migrations, ...pending] };
  const keys = keysOf(base, pending, plan, options);
  const known = await recall(keys, options);
  const isKnown = known?.steps.length === pending.length;
  const { before, steps, running } = isKnown ? { ...known, running: null } : await walkOn(plan, keys, known, options);
  const walked = pending.map((migration, at) => {
    const { step, after } = required(steps[at]);
    return walkedMigration(migration, step, steps[at - 1]?.after ?? before, after);
  });
  const stored = steps.at(-1)?.after ?? before;
  const done = stored.notes.map((note) => sentenceOf(plan, note));
  return {
    before: before.state,
    steps: walked.map(({ walked: one }) => one),
    notes: [...done, ...walked.flatMap(({ notes }) => notes), ...options.cache.notes()],
    ...handedOver(running, () => inTurn(() => openReplayed(plan, options))),
    openBase: () => inTurn(() => openReplayed(base, options)),
    keys: { before: keys.states[keys.base] ?? '', after: keys.states.at(-1) ?? '' },
  };
}

/** The first who asks for the head takes over the engine that still runs; later ones start their own. */
function handedOver(
  running: EmbeddedDatabase | null,
  open: () => Promise<EmbeddedDatabase>,
): Pick<Walk, 'openHead' | 'close'> {
  let left = running;
  const take = (): EmbeddedDatabase | null => {
    const taken = left;
    left = null;
    return taken;
  };
  return {
    openHead: () => {
      const taken = take();
      return taken ? Promise.resolve(taken) : open();
    },
    close: async () => take()?.close(),
  };
}

function keysOf(
  base: MigrationPlan,
  pending: readonly Migration[],
  plan: MigrationPlan,
  { stubs, packageFolders = [] }: ReplayOptions,
): WalkKeys {
  const states = stateKeys(plan.migrations, stubs, packageFolders);
  const first = states[base.migrations.length] ?? '';
  return {
    states,
    base: base.migrations.length,
    // What a step says depends on where the walk began, and on the names of the files that its statements stand in.
    steps: pending.map(({ included }, at) =>
      sha256('step', states[base.migrations.length + at + 1] ?? '', first, ...included.map(({ path }) => path)),
    ),
  };
}

/** What the cache has, as far as it is of one database. */
async function recall(keys: WalkKeys, { cache }: ReplayOptions): Promise<KnownWalk | null> {
  const before = await loadSchema(cache, keys.states[keys.base] ?? '');
  if (!before) return null;
  const steps: KnownStep[] = [];
  for (const [at, key] of keys.steps.entries()) {
    const step = await loadStep(cache, key);
    const after = step && (await loadSchema(cache, keys.states[keys.base + at + 1] ?? ''));
    const mark = steps.at(-1)?.after.lineage ?? before.lineage;
    if (!step || !after || step.from !== mark || step.to !== after.lineage) break;
    steps.push({ step, after });
  }
  return { before, steps };
}

interface WalkedOn extends KnownWalk {
  /** The engine that walked, where it was to be kept. */
  readonly running: EmbeddedDatabase | null;
}

async function walkOn(
  plan: MigrationPlan,
  keys: WalkKeys,
  known: KnownWalk | null,
  options: WalkOptions,
): Promise<WalkedOn> {
  const run = new WalkRun(keys, known, options);
  try {
    const replayed = await bringUp(plan, keys.states, options, run);
    let running: EmbeddedDatabase | null = null;
    try {
      if (replayed.replayed > 0 && options.keepsEngine !== true) await replayed.store();
      const walk = await run.finish(replayed.notes);
      if (options.keepsEngine === true) running = replayed.database;
      return { ...walk, running };
    } finally {
      if (running === null) await replayed.database.close();
    }
  } catch (error) {
    if (error instanceof OtherDatabase && known !== null) return walkOn(plan, keys, null, options);
    throw error;
  }
}

function walkedMigration(
  migration: Migration,
  { origins, data }: StoredStep,
  before: StoredSchema,
  after: StoredSchema,
): { readonly walked: WalkedMigration; readonly notes: readonly string[] } {
  const { declared, notes } = readDeclarations(migration, isInEither(before.state, after.state));
  const walked: WalkedMigration = {
    migration,
    after: after.state,
    origins: originsOf(migration, origins),
    data: data.map(({ relation, how, columns, statement }) => ({
      ...{ relation, how, columns },
      origin: originIn(migration, required(origins.statements[statement])),
    })),
    declared,
  };
  return { walked, notes };
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new TypeError('a walk without one of its steps');
  return value;
}
