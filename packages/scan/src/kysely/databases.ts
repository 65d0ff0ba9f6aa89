import type { KyselyPlugin } from 'kysely';
import { createDatabase } from './library.js';
import type { Machine } from './machine.js';
import { Instance, isPlainObject, openMember, PackageThing } from './things.js';
import { NO_TRACE, type Note } from './trace.js';
import { factsOf, isUnknown, unknownAt, type Spot } from './unknown.js';

const OTHER_DIALECT =
  /sqlite|mysql|mssql|sqlserver|libsql|turso|planetscale|singlestore|clickhouse|d1dialect|duckdb|oracle/i;

const open = new WeakSet<object>();

/** Whether a database was made with settings of which the plugins may be among what is not known. */
export function hasOpenSettings(database: unknown): boolean {
  return typeof database === 'object' && database !== null && open.has(database);
}

/** What `new Kysely(config)` is to us: a database with the consumer's plugins that compiles for PostgreSQL. */
export function createKysely(config: unknown, machine: Machine): object {
  const members = isPlainObject(config) ? config : (Object.create(null) as Record<string, unknown>);
  const notes: Note[] = [];
  const dialect = dialectName(members['dialect']);
  if (dialect !== null && OTHER_DIALECT.test(dialect)) {
    notes.push({
      reason: 'other dialect',
      detail: `the database is made with \`${dialect}\`, which is not PostgreSQL's`,
    });
  }
  const plugins: KyselyPlugin[] = [];
  const listed: readonly unknown[] = Array.isArray(members['plugins']) ? members['plugins'] : [];
  if (members['plugins'] !== undefined && !Array.isArray(members['plugins'])) notes.push(unknownPlugin('plugins'));
  for (const plugin of listed) addPlugin(plugin, plugins, notes, machine);
  const database = createDatabase(machine.library, plugins);
  machine.traces.set(database, { ...NO_TRACE, notes });
  const isOpen = !isPlainObject(config) || (members['plugins'] === undefined && openMember(config) !== null);
  if (isOpen) open.add(database);
  return database;
}

function dialectName(dialect: unknown): string | null {
  if (dialect instanceof PackageThing) return dialect.name;
  return isUnknown(dialect) ? (/^new (\w+)/.exec(factsOf(dialect).text)?.[1] ?? null) : null;
}

function addPlugin(plugin: unknown, plugins: KyselyPlugin[], notes: Note[], machine: Machine): void {
  if (machine.traces.has(plugin))
    plugins.push(plugin as KyselyPlugin); // only `createPlugin` gives these a trace
  else if (isUnknown(plugin)) notes.push(unknownPlugin(factsOf(plugin).text));
  else if (plugin instanceof Instance) notes.push(unknownPlugin(plugin.type.node.name?.text ?? 'a class'));
  else notes.push(unknownPlugin('a value'));
}

function unknownPlugin(name: string): Note {
  return { reason: 'built by code', detail: `the plugin \`${name}\` may change every query, and is not run` };
}

/** One of Kysely's own plugins. */
export function createPlugin(name: string, args: readonly unknown[], site: Spot, machine: Machine): object {
  const exports = machine.library.kysely as unknown as Readonly<Record<string, unknown>>; // a module's exports by name
  const plugin = Object.hasOwn(exports, name) ? exports[name] : undefined;
  if (typeof plugin !== 'function') return unknownAt(site);
  if (args.some(isUnknown)) return unknownAt(site, { from: 'made with what is not known' });
  try {
    const made = Reflect.construct(plugin, args) as object;
    machine.traces.set(made, NO_TRACE);
    return made;
  } catch {
    return unknownAt(site);
  }
}
