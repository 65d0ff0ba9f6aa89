import { fail, type MigrationsSource, type Producer, type SchemaFileSource, type SetChange } from '@rowpact/model';
import { type Migration, type MigrationPlan, readMigrations, selectRevision } from '@rowpact/postgres';
import type { RegisteredProducer, Registry } from '@rowpact/registry';
import { readMigrationsRecord } from '@rowpact/registry/migrations';
import { type BaseTree, filesAtMergeBase } from '../base/base-tree.js';
import { migrationsAt } from '../base/migrations-at.js';
import { type PendingMigrations, pendingFrom, pendingMigrations, pendingSince } from '../base/pending-migrations.js';
import { gitIn } from '../base/run-git.js';
import type { CheckOptions } from './check-options.js';

/** What is compared with what, in the producer's migrations. */
export interface Versions {
  /** In words: `018_player_teams`, `merge-base of origin/main, 4f2c1e9`. */
  readonly base: string;
  readonly head: string;
  readonly basePlan: MigrationPlan;
  readonly pending: readonly Migration[];
  readonly setChanges: readonly SetChange[];
  /** Null unless the base came from git: what else was there then. */
  readonly tree: BaseTree | null;
  readonly notes: readonly string[];
  /** The head as a plan of its own. */
  readonly headPlan: MigrationPlan;
}

/** Sources whose schema is made by running SQL. */
export type ReplayedSource = MigrationsSource | SchemaFileSource;

/** Which migrations the base has, and which come after it. */
export async function versionsOf(
  registry: Registry,
  entry: RegisteredProducer,
  source: ReplayedSource,
  options: CheckOptions,
): Promise<Versions> {
  if (options.base !== undefined && options.from !== undefined) return twoBases();
  const whole = await readMigrations(source, registry.root);
  const head = options.to === undefined ? whole : selectRevision(whole, options.to);
  if (options.base !== undefined) return sinceRef(registry, entry, source, head, options.base, options);
  if (options.from !== undefined) {
    const pending = pendingFrom(head, options.from);
    return versions(pending.base.migrations.at(-1)?.label ?? 'nothing', head, pending);
  }
  const record = await readMigrationsRecord(registry.directory, entry.producer.name);
  if (record === null) return noRecord(entry.producer);
  const since = pendingSince(record, head);
  return versions(`the registry's snapshot (${record.at(-1)?.label ?? 'empty'})`, head, since);
}

function versions(
  base: string,
  headPlan: MigrationPlan,
  { base: basePlan, pending, changes, notes }: PendingMigrations,
): Versions {
  return { base, head: lastOf(headPlan), headPlan, basePlan, pending, setChanges: changes, tree: null, notes };
}

function lastOf({ migrations }: MigrationPlan): string {
  return migrations.at(-1)?.label ?? 'no migrations';
}

async function sinceRef(
  registry: Registry,
  entry: RegisteredProducer,
  source: ReplayedSource,
  head: MigrationPlan,
  ref: string,
  options: CheckOptions,
): Promise<Versions> {
  const tree = await filesAtMergeBase({ root: registry.root, ref, git: gitIn(options.env) });
  const { plan, notes } = await migrationsAt({ tree, entry, source, world: options });
  const { base, pending, changes, notes: matched } = pendingMigrations(plan, head);
  const label = base.migrations.at(-1)?.label;
  return {
    base: `${label === undefined ? 'nothing' : label} (merge-base of ${ref}, ${tree.commit.slice(0, 10)})`,
    head: lastOf(head),
    headPlan: head,
    basePlan: base,
    pending,
    setChanges: changes,
    tree,
    notes: [...notes, ...matched],
  };
}

function twoBases(): never {
  return fail({
    code: 'usage',
    message: '--base and --from both say what has run',
    hint: 'leave one of the two out: --base takes it from git, --from names the last migration',
  });
}

function noRecord({ name }: Producer): never {
  return fail({
    code: 'base-unknown',
    message: `the registry does not say which migrations its snapshot of ${name} has`,
    hint: 'run `rowpact snapshot` once and commit what it writes, or name the base: `--from REVISION`, `--base origin/main`',
  });
}
