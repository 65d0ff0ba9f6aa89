import { setImmediate } from 'node:timers/promises';
import type { MigrationPlan } from '../migrations/migration.js';
import type { EmbeddedDatabase } from './embedded-database.js';
import { openEngine } from './embedded-database.js';
import type { DataFiles } from './data-files.js';
import { findExtension, type LoadedExtension } from './extension-packages.js';
import { stubFiles } from './extension-stub.js';
import { loadMissing } from './load-requested.js';
import type { MigrationWatch } from './migration-watch.js';
import { phase, type ReplayOptions } from './replay-options.js';
import { runMigration } from './run-migration.js';
import { resetSession } from './session.js';
import { loadState, saveState, type StoredNote, type Template } from './state-store.js';

/** Text of this many characters takes about a second to replay, three times what keeping a state costs. */
const KEEP_AFTER = 400_000;

/** What one replay works with. */
export interface ReplaySource {
  readonly plan: MigrationPlan;
  /** One more than there are migrations: before the first, and after each. */
  readonly keys: readonly string[];
  readonly template: Template;
  readonly extensions: readonly LoadedExtension[];
  readonly options: ReplayOptions;
  readonly observer?: ReplayObserver | undefined;
}

/** Looks at the database between migrations; one that runs is begun anew where the engine has to start again. */
export interface ReplayObserver {
  /** How many of the plan's migrations the state that it starts from may have. */
  readonly startAtMost: number;
  /** After how many migrations the state is kept, whatever else is. */
  readonly keepAt: number;
  /** The database has so many of the plan's migrations: at the start, and after each migration. */
  readonly reached: (database: EmbeddedDatabase, applied: number) => Promise<void>;
  /** Who looks on while the migration at this place of the plan runs. */
  readonly watch: (index: number) => MigrationWatch | undefined;
}

/** One replay: an engine that walks through the plan, its states kept on the way. Used once, and closed in every case. */
export class ReplayRun {
  /** How many migrations ran here. */
  replayed = 0;
  private readonly collected: StoredNote[];
  private charactersSinceKept = 0;
  private isUnstored = false;

  private constructor(
    private readonly source: ReplaySource,
    private current: EmbeddedDatabase,
    /** How many of the plan's migrations the database has. */
    private applied: number,
    notes: readonly StoredNote[],
  ) {
    this.collected = [...notes];
  }

  /** Starts at the longest beginning of the plan that is cached. */
  static async start(source: ReplaySource): Promise<ReplayRun> {
    const { keys, template, options } = source;
    options.onProgress?.(phase('starting the engine'));
    const present = await options.cache.has('state', keys);
    const longest = Math.min(keys.length - 1, source.observer?.startAtMost ?? Infinity);
    for (let applied = longest; applied >= 0; applied -= 1) {
      const key = keys[applied] ?? '';
      const found = present.has(key) ? await openState(source, key) : null;
      if (found !== null) return new ReplayRun(found.source, found.database, applied, found.notes);
    }
    return new ReplayRun(source, await open(source, template.data), 0, []);
  }

  get database(): EmbeddedDatabase {
    return this.current;
  }

  get notes(): readonly StoredNote[] {
    return this.collected;
  }

  /** Runs what is missing; keeps the state before the last migration, since that one is edited most, and some between. */
  async finish(): Promise<void> {
    const { plan, options, observer } = this.source;
    const { migrations } = plan;
    await observer?.reached(this.current, this.applied);
    for (const [index, migration] of migrations.entries()) {
      if (index < this.applied) continue;
      options.onProgress?.({
        phase: 'replaying migrations',
        migration: migration.path,
        done: index,
        total: migrations.length,
      });
      // Lets signals, timers and whoever shows progress have their turn: the engine itself never yields.
      await setImmediate();
      const notes = await runMigration(this.current, migration, {
        ...this.settings(),
        watch: observer?.watch(index),
      });
      this.collected.push(...notes.map((note) => ({ ...note, migration: index })));
      this.applied += 1;
      this.replayed += 1;
      this.isUnstored = true;
      this.charactersSinceKept += migration.text.length;
      if (observer) {
        await resetSession(this.current);
        await observer.reached(this.current, this.applied);
      }
      const isLast = this.applied === migrations.length;
      const isAsked = this.applied === migrations.length - 1 || this.applied === observer?.keepAt;
      const isWorthIt = isAsked || this.charactersSinceKept > KEEP_AFTER;
      if (options.cache.enabled && !isLast && isWorthIt) await this.restart();
    }
    await resetSession(this.current);
  }

  /** Ends the engine and stores what it has come to. */
  async store(): Promise<DataFiles> {
    const { keys, template, options } = this.source;
    const installed = await this.current.query('SELECT extname::text AS name FROM pg_catalog.pg_extension ORDER BY 1');
    const data = await this.current.takeDown();
    const key = keys[this.applied];
    if (this.isUnstored && options.cache.enabled && key !== undefined) {
      const facts = { notes: this.collected, extensions: installed.map((row) => String(row['name'])) };
      await saveState(options.cache, key, template, { data, facts });
    }
    this.isUnstored = false;
    this.charactersSinceKept = 0;
    return data;
  }

  /**
   * Stores the state and goes on from it in a new engine. Only a clean shutdown gives a state that goes on exactly as the
   * running engine would have: same oids, unlogged tables still filled.
   */
  async restart(): Promise<void> {
    this.current = await open(this.source, await this.store());
  }

  private settings(): Parameters<typeof runMigration>[2] {
    const { extensions, options } = this.source;
    const folders = options.packageFolders ?? [];
    return {
      stubs: options.stubs,
      canLoad: (name) => extensions.every((loaded) => loaded.name !== name) && findExtension(name, folders) !== null,
      signal: options.signal ?? null,
    };
  }
}

async function open(source: ReplaySource, data: DataFiles): Promise<EmbeddedDatabase> {
  const database = await openEngine(data, source.extensions);
  for (const file of source.options.stubs.flatMap(stubFiles)) database.addSharedFile(file.path, file.content);
  return database;
}

interface OpenedState {
  readonly source: ReplaySource;
  readonly database: EmbeddedDatabase;
  readonly notes: readonly StoredNote[];
}

/** A state that cannot be unpacked or started, for whatever reason, is as good as none. */
async function openState(source: ReplaySource, key: string): Promise<OpenedState | null> {
  const { options, template } = source;
  try {
    const state = await loadState(options.cache, key, template);
    if (state === null) return null;
    const extensions = await loadMissing(state.facts.extensions, source.extensions, options);
    const extended = { ...source, extensions };
    return { source: extended, database: await open(extended, state.data), notes: state.facts.notes };
  } catch {
    await options.cache.discard('state', key);
    return null;
  }
}
