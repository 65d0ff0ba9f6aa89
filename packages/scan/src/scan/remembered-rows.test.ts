import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_SCAN, type ScanSettings } from '@rowpact/model';
import { expect, test } from 'vitest';
import { followRows, type FollowRequest } from '../rows/follow-rows.js';
import { consumerFolder, writeInto } from '../testing/consumer-folder.js';
import { memoryStore } from '../testing/memory-store.js';
import { rememberedRows } from './remembered-rows.js';
import { scanConsumer } from './scan-consumer.js';

const PLAYERS = `import { pool } from './pool.js';
export async function players() {
  const { rows } = await pool.query('SELECT p.* FROM players p');
  return rows;
}
`;
const PAGE =
  "import { players } from './players.js';\nexport const names = (await players()).map((one) => one.full_name);\n";
const FILES = {
  'web/src/pool.ts': "import { Pool } from 'pg';\nexport const pool = new Pool();\n",
  'web/src/players.ts': PLAYERS,
  'web/src/page.ts': PAGE,
  'shared/print.ts': 'export const print = (rows: unknown[]) => rows.length;\n',
};

interface Asking {
  readonly columns?: readonly string[];
  readonly settings?: Partial<ScanSettings>;
  readonly label?: string;
}

/** A consumer whose rows can be asked for again and again; `followed` counts how often they were really followed. */
function consumer(files: Readonly<Record<string, string>> = FILES) {
  const root = consumerFolder(files);
  const store = memoryStore();
  let followed = 0;
  const ask = async ({ columns = ['full_name', 'birthday'], settings = {}, label = 'league' }: Asking = {}) => {
    const options = { folder: join(root, 'web'), settings: { ...DEFAULT_SCAN, ...settings }, store };
    const scan = await scanConsumer(options);
    const wanted: readonly FollowRequest[] = scan.statements.map(({ place }) => ({ statement: place, columns }));
    const { uses } = await rememberedRows({ ...options, scan, label }, wanted, (given, requests) => {
      followed += 1;
      return followRows(given, requests);
    });
    return uses.flatMap(({ reads }) => reads.map(({ column, location }) => `${column} ${location.file}`));
  };
  return { root, ask, followed: () => followed };
}

test('rows are followed once while nothing changes, and the answer stays the same', async () => {
  const { ask, followed } = consumer();
  const first = await ask();
  expect(first).toEqual(['full_name src/page.ts']);
  expect(await ask()).toEqual(first);
  expect(followed()).toBe(1);
});

test('a file that newly imports what hands out the rows is seen, and one that goes too', async () => {
  const { root, ask, followed } = consumer();
  await ask();
  const added =
    "import { players } from './players.js';\nexport const birthdays = (await players()).map((one) => one.birthday);\n";
  writeInto(root, 'web/src/birthdays.ts', added);
  expect(await ask()).toEqual(['birthday src/birthdays.ts', 'full_name src/page.ts']);
  rmSync(join(root, 'web/src/birthdays.ts'));
  expect(await ask()).toEqual(['full_name src/page.ts']);
  expect(followed()).toBe(3);
});

test('what lies outside of the consumer and was looked into counts', async () => {
  const page =
    "import { players } from './players.js';\nimport { print } from '../../shared/print.js';\nprint(await players());\n";
  const { root, ask, followed } = consumer({ ...FILES, 'web/src/page.ts': page });
  expect(await ask()).toEqual([]);
  await ask();
  expect(followed()).toBe(1);
  writeInto(root, 'shared/print.ts', 'export const print = (rows: any[]) => rows.map((one) => one.birthday);\n');
  expect(await ask()).toEqual(['birthday ../shared/print.ts']);
});

test('what was looked for and not there counts once it is', async () => {
  const page =
    "import { players } from './players.js';\nimport { print } from '../../shared/cards.js';\nprint(await players());\n";
  const { root, ask, followed } = consumer({ ...FILES, 'web/src/page.ts': page });
  await ask();
  await ask();
  expect(followed()).toBe(1);
  writeInto(root, 'shared/cards.ts', 'export const print = (rows: any[]) => rows.map((one) => one.birthday);\n');
  expect(await ask()).toEqual(['birthday ../shared/cards.ts']);
});

test('files that `include` leaves out of the scan still read rows, and count', async () => {
  const { root, ask, followed } = consumer();
  const settings = { include: ['src/players.ts'] };
  expect(await ask({ settings })).toEqual(['full_name src/page.ts']);
  await ask({ settings });
  expect(followed()).toBe(1);
  writeInto(root, 'web/src/page.ts', PAGE.replace('full_name', 'birthday'));
  expect(await ask({ settings })).toEqual(['birthday src/page.ts']);
});

test('other columns are another question; another producer’s answer stands beside', async () => {
  const { ask, followed } = consumer();
  await ask();
  expect(await ask({ columns: ['birthday'] })).toEqual([]);
  expect(followed()).toBe(2);
  await ask({ label: 'club' });
  await ask({ columns: ['birthday'] });
  expect(followed()).toBe(3);
});

test('without a scan of this run, or with nothing kept, rows are followed each time', async () => {
  const root = consumerFolder(FILES);
  const options = { folder: join(root, 'web'), settings: DEFAULT_SCAN };
  let followed = 0;
  const follow: typeof followRows = (given, wanted) => {
    followed += 1;
    return followRows(given, wanted);
  };
  const store = memoryStore();
  for (let round = 0; round < 2; round++) await rememberedRows({ ...options, store }, [], follow);
  const scan = await scanConsumer({ ...options, store: null });
  for (let round = 0; round < 2; round++) await rememberedRows({ ...options, store: null, scan }, [], follow);
  expect(followed).toBe(4);
});
