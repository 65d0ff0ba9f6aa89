import { byCodeUnit, canonicalJson, sha256, type ExtensionStub, type Snapshot } from '@rowpact/model';
import { codeFingerprint } from '../engine/code-fingerprint.js';
import type { DataFiles } from '../engine/data-files.js';
import { openEngine, type EmbeddedDatabase } from '../engine/embedded-database.js';
import { findExtension, type LoadedExtension } from '../engine/extension-packages.js';
import { stubFiles } from '../engine/extension-stub.js';
import { loadMissing } from '../engine/load-requested.js';
import { templateKey } from '../engine/replay-keys.js';
import { loadState, loadTemplate, saveState, type Template } from '../engine/state-store.js';
import { buildRestored } from './build-restored.js';
import { restorePhase, type RestoreOptions } from './restore-options.js';

/** A database that was made from a snapshot. */
export interface RestoredDatabase {
  /** The caller closes it; what is written to it is gone then. */
  readonly database: EmbeddedDatabase;
  /** Sentences about what is not as in the snapshot, sorted. */
  readonly notes: readonly string[];
}

/**
 * A running database with a snapshot's schema, for where nobody has the migrations. It holds no rows, and its functions
 * have no bodies; `introspect` answers the snapshot again but for what the notes say. The same snapshot is built once and
 * then comes from the cache.
 * @throws FailureError (`engine-failed`); whatever else cannot be restored is a note.
 */
export async function openFromSnapshot(snapshot: Snapshot, options: RestoreOptions): Promise<RestoredDatabase> {
  const key = restoreKey(snapshot, options);
  const template = await loadTemplate(options.cache, templateKey(), () => {
    options.onProgress?.(restorePhase('preparing the engine'));
  });
  options.onProgress?.(restorePhase('starting the engine'));
  const cached = await openCached(key, template, options);
  if (cached !== null) return withCacheNotes(cached, options);
  return withCacheNotes(await build(snapshot, key, template, options), options);
}

async function build(
  snapshot: Snapshot,
  key: string,
  template: Template,
  options: RestoreOptions,
): Promise<RestoredDatabase> {
  const names = snapshot.extensions.map(({ name }) => name);
  const loaded = await loadNamed(names, options);
  const database = await open(template.data, loaded, options.stubs);
  try {
    const notes = await buildRestored(database, snapshot, { loaded, stubs: options.stubs }, options.onProgress);
    if (!options.cache.enabled) return { database, notes };
    // Only a clean shutdown gives a state that goes on exactly as this engine would.
    const data = await database.takeDown();
    const stored = notes.map((text) => ({ migration: 0, file: null, line: 0, text }));
    const facts = { notes: stored, extensions: loaded.map(({ name }) => name) };
    await saveState(options.cache, key, template, { data, facts });
    return { database: await open(data, loaded, options.stubs), notes };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** A state that cannot be unpacked or started, for whatever reason, is as good as none. */
async function openCached(key: string, template: Template, options: RestoreOptions): Promise<RestoredDatabase | null> {
  try {
    const state = await loadState(options.cache, key, template);
    if (state === null) return null;
    const loaded = await loadNamed(state.facts.extensions, options);
    const database = await open(state.data, loaded, options.stubs);
    return { database, notes: state.facts.notes.map(({ text }) => text) };
  } catch {
    await options.cache.discard('state', key);
    return null;
  }
}

async function open(
  data: DataFiles,
  loaded: readonly LoadedExtension[],
  stubs: readonly ExtensionStub[],
): Promise<EmbeddedDatabase> {
  const database = await openEngine(data, loaded);
  for (const file of stubs.flatMap(stubFiles)) database.addSharedFile(file.path, file.content);
  return database;
}

function loadNamed(names: readonly string[], options: RestoreOptions): Promise<readonly LoadedExtension[]> {
  const { cache, stubs, packageFolders = [] } = options;
  return loadMissing(names, [], { cache, stubs, packageFolders });
}

/** Says everything that the restored state depends on: engine, code, stubs, packages and the snapshot without catalog places. */
function restoreKey(snapshot: Snapshot, { stubs, packageFolders = [] }: RestoreOptions): string {
  const ordered = [...stubs].sort((left, right) => byCodeUnit(left.extension, right.extension));
  const packages = snapshot.extensions.map(({ name }) => findExtension(name, packageFolders)?.identity ?? 'none');
  const text = JSON.stringify(snapshot, (name, value: unknown) => (name === 'identityInCatalog' ? undefined : value));
  return sha256('restored', templateKey(), codeFingerprint(), canonicalJson(ordered), ...packages, text);
}

function withCacheNotes({ database, notes }: RestoredDatabase, { cache }: RestoreOptions): RestoredDatabase {
  return { database, notes: [...notes, ...cache.notes()] };
}
