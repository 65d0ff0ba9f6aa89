// The fresh workspace of the tests here, and what happens to it.
/** A module that reads `players.team_id` on one line, and compiles with generated rows beside it. */
const CONSUMER = `import type { PlayersRow } from './rows.gen.js';

/** What this service needs of pg's Pool. */
export interface Queryable {
  query<Row>(text: string, values: readonly unknown[]): Promise<{ readonly rows: readonly Row[] }>;
}

export async function jerseyOf(pool: Queryable, player: number): Promise<string> {
  const { rows } = await pool.query<PlayersRow>('SELECT * FROM players WHERE id = $1', [player]);
  return rows.map(({ name }) => name).join();
}

export async function teamOf(pool: Queryable, player: number): Promise<number | null> {
  const { rows } = await pool.query<PlayersRow>('SELECT * FROM players WHERE id = $1', [player]);
  return rows[0]?.team_id ?? null;
}
`;

/** A producer's migrations and a TypeScript consumer in one workspace; nothing of rowpact yet. */
export const LEAGUE = {
  'package.json': '{"name":"league","private":true,"type":"module"}',
  'db/migrations/001_teams.sql': 'CREATE TABLE teams (id int PRIMARY KEY, name text NOT NULL);\n',
  'db/migrations/002_players.sql':
    'CREATE TABLE players (id int PRIMARY KEY, name text NOT NULL, team_id int REFERENCES teams);\n',
  'web/src/players.ts': CONSUMER,
  'web/tsconfig.json': JSON.stringify({
    compilerOptions: {
      target: 'es2022',
      module: 'nodenext',
      strict: true,
      types: [],
      rootDir: 'src',
      outDir: 'dist',
      skipLibCheck: false,
    },
    include: ['src'],
  }),
};

/** The migration after which the consumer must no longer compile. */
export const DROP = {
  path: 'db/migrations/003_several_teams.sql',
  text: 'ALTER TABLE players DROP COLUMN team_id;\n',
};

const line = CONSUMER.split('\n').findIndex((text) => text.includes('?.team_id')) + 1;

/** All that `tsc -p web --pretty false` says after it. */
export const BROKEN_BY_DROP = `web/src/players.ts(${line},19): error TS2339: Property 'team_id' does not exist on type 'PlayersRow'.`;
