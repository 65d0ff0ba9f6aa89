import { quoteIdentifier, quoteLiteral } from '@rowpact/model';
import type { EmbeddedDatabase } from '../engine/embedded-database.js';

/** What makes PostgreSQL hand out its trees: as messages to the client, none of them into the server's log. */
const SETTINGS: Readonly<Record<string, string>> = {
  debug_print_parse: 'on',
  debug_print_rewritten: 'off',
  debug_pretty_print: 'off',
  client_min_messages: 'log',
  log_min_messages: 'panic',
};

const RESTORED = [...Object.keys(SETTINGS), 'search_path'];

/** Runs `work` with trees handed out, and leaves the session's settings as they were. */
export async function withTrees<T>(database: EmbeddedDatabase, work: () => Promise<T>): Promise<T> {
  const before = await settingsOf(database);
  try {
    await setAll(database, SETTINGS);
    return await work();
  } finally {
    await setAll(database, before);
  }
}

/** Runs `work` with a search path, empty for the session's own, and leaves it as it was. */
export async function withSearchPath<T>(
  database: EmbeddedDatabase,
  searchPath: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  if (searchPath.length === 0) return work();
  const { search_path: before = '' } = await settingsOf(database);
  await setAll(database, { search_path: searchPath.map(quoteIdentifier).join(', ') });
  try {
    return await work();
  } finally {
    await setAll(database, { search_path: before });
  }
}

async function settingsOf(database: EmbeddedDatabase): Promise<Readonly<Record<string, string>>> {
  const calls = RESTORED.map((name) => `current_setting(${quoteLiteral(name)}) AS ${quoteIdentifier(name)}`);
  const [row = {}] = await database.query(`SELECT ${calls.join(', ')}`);
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)]));
}

async function setAll(database: EmbeddedDatabase, settings: Readonly<Record<string, string>>): Promise<void> {
  const calls = Object.entries(settings).map(
    ([name, value]) => `set_config(${quoteLiteral(name)}, ${quoteLiteral(value)}, false)`,
  );
  await database.query(`SELECT ${calls.join(', ')}`);
}
