import { DEFAULT_SCAN } from '@rowpact/model';
import { expect, test } from 'vitest';
import { scanConsumer } from '../scan/scan-consumer.js';
import { consumerFolder, writeInto } from '../testing/consumer-folder.js';
import { memoryStore } from '../testing/memory-store.js';

const PLAYERS = `import type { Kysely } from 'kysely';
export const all = (db: Kysely<any>) => db.selectFrom('playerTeams').select('teamId').execute();
`;
const PLAIN = 'select "teamId" from "playerTeams"';
const SNAKE = 'select "team_id" from "player_teams"';

function database(plugins: string): string {
  return `import { CamelCasePlugin, Kysely } from 'kysely';
export const open = (dialect) => new Kysely({ dialect, plugins: [${plugins}] });
`;
}

/** Scans again and again with one store, and once without any: what is remembered must not tell. */
function scanner(folder: string): () => Promise<readonly string[]> {
  const store = memoryStore();
  const textsWith = async (kept: typeof store | null): Promise<readonly string[]> => {
    const { statements } = await scanConsumer({ folder, settings: DEFAULT_SCAN, store: kept });
    return statements.map(({ text }) => text);
  };
  return async () => {
    const texts = await textsWith(store);
    expect(texts).toEqual(await textsWith(null));
    return texts;
  };
}

test('a database that is made with other plugins than before', async () => {
  const folder = consumerFolder({ 'src/players/all.ts': PLAYERS, 'src/db.ts': database('new CamelCasePlugin()') });
  const scan = scanner(folder);
  expect(await scan()).toEqual([SNAKE]);
  writeInto(folder, 'src/db.ts', database(''));
  expect(await scan()).toEqual([PLAIN]);
});

test('a database that is made where there was none', async () => {
  const folder = consumerFolder({ 'src/players/all.ts': PLAYERS, 'package.json': '{}' });
  const scan = scanner(folder);
  expect(await scan()).toEqual([PLAIN]);
  writeInto(folder, 'src/lib/db.ts', database('new CamelCasePlugin()'));
  expect(await scan()).toEqual([SNAKE]);
});

test('a database that the entry point leads to, and then no longer', async () => {
  const main = "import { open } from './storage/open.js';\nimport { all } from './players/all.js';\nall(open());\n";
  const folder = consumerFolder({
    'src/players/all.ts': PLAYERS,
    'src/main.ts': main,
    'src/storage/open.ts': database('new CamelCasePlugin()'),
  });
  const scan = scanner(folder);
  expect(await scan()).toEqual([SNAKE]);
  writeInto(folder, 'src/storage/open.ts', database('new CamelCasePlugin({ upperCase: true })'));
  expect(await scan()).toEqual(['select "TEAM_ID" from "PLAYER_TEAMS"']);
  writeInto(folder, 'src/main.ts', '');
  expect(await scan()).toEqual([PLAIN]);
});
