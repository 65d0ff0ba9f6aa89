import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TargetConfiguration } from '@nx/devkit';
import { folderInput } from './input-patterns.js';
import { MIGRATIONS, REGISTRY } from './named-inputs.js';
import type { PluginSettings } from './plugin-options.js';
import type { PlacedProducer, Targets } from './producer-projects.js';
import { targetHelp } from './target-help.js';
import type { Inputs } from './tool-input.js';

/** The clock is an input of the gate: announcements and approvals have days. */
const TODAY = { runtime: 'node -p "new Date().toISOString().slice(0, 10)"' };

/** What targets depend on beside the registry. */
export interface WorkspaceFacts {
  /** nx.json's, or Nx's own. */
  readonly defaultBase: string;
  /** Null where the workspace is in no git repository. */
  readonly git: GitFacts | null;
  /** What stands for the version of this tool among inputs. */
  readonly tool: Inputs;
}

/** What the two projects of a producer can be told to do; nothing where its migrations are in another repository. */
export function producerTargets(
  producer: PlacedProducer,
  settings: PluginSettings,
  facts: WorkspaceFacts,
): { readonly database: Targets; readonly migrations: Targets } {
  if (settings.fromSnapshot) return { database: {}, migrations: {} };
  const { outline, migrations } = producer;
  const named = { producer: outline.name, registry: settings.registry };
  const { snapshotTargetName: snapshot, checkSnapshotTargetName, checkMigrationsTargetName } = settings;
  const through = (target: string, cache: boolean): Targets => ({
    [target]: {
      executor: 'nx:noop',
      cache,
      inputs: [],
      outputs: [],
      dependsOn: [{ projects: [migrations], target }],
      metadata: { description: `Runs ${target} of ${migrations}, to which the files belong` },
    },
  });
  return {
    database: {
      ...through(snapshot, false),
      ...through(checkSnapshotTargetName, true),
      ...through(checkMigrationsTargetName, true),
    },
    migrations: {
      [snapshot]: {
        executor: '@rowpact/nx:snapshot',
        options: named,
        cache: false,
        ...targetHelp(`Write the schema of ${outline.name} into the registry, a file per relation`, 'snapshot', {
          to: '018',
        }),
      },
      [checkSnapshotTargetName]: checkSnapshot(producer, settings, facts, named),
      [checkMigrationsTargetName]: checkMigrations(producer, settings, facts, named),
    },
  };
}

/** What every target about one producer is told. */
interface NamedProducer {
  readonly producer: string;
  readonly registry: string;
}

function checkSnapshot(
  { outline, sources }: PlacedProducer,
  { registry }: PluginSettings,
  { tool }: WorkspaceFacts,
  named: NamedProducer,
): TargetConfiguration {
  return {
    executor: '@rowpact/nx:snapshot',
    options: { ...named, check: true },
    cache: sources !== null,
    // It reads the contracts beside the snapshot: a mistake in one of them is not to be answered with an older success.
    inputs: [MIGRATIONS, REGISTRY, folderInput(`${registry}/.schemas`), ...tool],
    outputs: [],
    ...targetHelp(`Check that the registry's snapshot is what ${outline.name} says today`, 'snapshot', { check: true }),
  };
}

function checkMigrations(
  { outline, sources }: PlacedProducer,
  settings: PluginSettings,
  { defaultBase, git, tool }: WorkspaceFacts,
  named: NamedProducer,
): TargetConfiguration {
  const base = settings.base ?? defaultBase;
  return {
    executor: '@rowpact/nx:check',
    // Also without git, where this is refused: the registry's snapshot, compared with instead, has every migration of
    // the last sync, and would have nobody break.
    options: { ...named, recorded: true, base },
    cache: sources !== null && git !== null,
    inputs: [
      MIGRATIONS,
      REGISTRY,
      TODAY,
      { env: 'NX_BASE' },
      { env: 'ROWPACT_OVERRIDE' },
      ...tool,
      ...(git === null ? [] : git.runtime(base).map((runtime) => ({ runtime }))),
    ],
    outputs: [],
    ...targetHelp(`Say whom the pending migrations of ${outline.name} break, where, and the safe way`, 'check', {
      base,
    }),
  };
}

/** What the gate's answer depends on in git: the commits that it compares. */
export interface GitFacts {
  /** Commands that print the commits. One that fails prints that, and is hashed as such. */
  readonly runtime: (base: string) => readonly string[];
}

/** Null where the workspace is in no git repository: nothing can be compared with another commit there. */
export function gitFacts(workspaceRoot: string): GitFacts | null {
  for (let folder = workspaceRoot; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) break;
    if (dirname(folder) === folder) return null;
  }
  return { runtime: (base) => [`git merge-base HEAD ${shellWord(base)}`, 'git rev-parse HEAD'] };
}

/** A ref goes to a shell here, also to one of Windows: what is more than a name is left out of the hash's question. */
function shellWord(ref: string): string {
  return /^[\w./@^~-]+$/.test(ref) && !ref.startsWith('-') ? ref : 'HEAD';
}
