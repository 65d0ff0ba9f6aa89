/** What a consumer says in its contract, below the lines that all of them have. */
const RELATIONS = {
  'westside-contracts': 'players: { wildcard: true }\n  teams: { read: [id, name] }',
  'coach-dashboard': 'players: { read: [id, full_name, height_cm] }\n  teams: { read: [id, name, division] }',
  notifier: 'outbox: { read: [id, status, payload], write: [status] }',
  'ticket-shop': 'games: { read: [id, venue_id, tip_off] }\n  venues: { read: [id, name, capacity] }',
  scoreboard: 'games: { read: [id, tip_off, home_score, away_score] }',
  'league-site': 'venues: { read: [id, name, address] }',
} as const;

export type Consumer = keyof typeof RELATIONS;
export const CONSUMERS = Object.keys(RELATIONS).sort() as readonly Consumer[]; // the keys of a constant

export const MODULE = 'src/database.gen.ts';

/** A folder of the producer's service: its files belong to that project. */
export const MIGRATIONS = 'services/league-api/migrations';

/** A workspace with one producer, its six consumers, and a library that has to do with none of it. Nothing is generated yet. */
export function leagueFiles(): Readonly<Record<string, string>> {
  const consumers = Object.entries(RELATIONS).map(([name, relations]) => consumerFiles(name, relations));
  return {
    'package.json': '{ "name": "league", "private": true, "workspaces": ["services/*", "libs/*"] }\n',
    'nx.json': `${JSON.stringify(nxJson(), null, 2)}\n`,
    '.gitignore': 'node_modules\n.nx\n',
    'libs/courts/package.json': manifest('courts'),
    'services/league-api/package.json': manifest('league-api'),
    [`${MIGRATIONS}/001_league.sql`]: SCHEMA,
    'registry/league/producer.yaml': `version: 1\nproducer: league\nschema:\n  migrations: ${MIGRATIONS}\n`,
    ...Object.fromEntries(consumers.flatMap((files) => Object.entries(files))),
    'services/coach-dashboard/src/main.ts': HEIGHTS,
  };
}

/** A consumer's project and its contract. @param relations the YAML below `relations:` */
export function consumerFiles(name: string, relations: string): Readonly<Record<string, string>> {
  return {
    [`services/${name}/package.json`]: manifest(name, 'tsc --project .', { courts: '*' }),
    [`services/${name}/tsconfig.json`]: TSCONFIG,
    [`services/${name}/src/main.ts`]: `export type * from './database.gen.js';\n`,
    [contractFile(name)]: contract(name, relations),
  };
}

export function contractFile(consumer: string): string {
  return `registry/league/consumers/${consumer}.yaml`;
}

function contract(name: string, relations: string): string {
  return `version: 1
consumer: ${name}
producer: league
source: services/${name}
generate:
  file: ${MODULE}
  driver: pg
relations:
  ${relations}
`;
}

function nxJson() {
  return {
    analytics: false,
    neverConnectToCloud: true,
    defaultBase: 'main',
    plugins: ['@rowpact/nx'],
    sync: { globalGenerators: ['@rowpact/nx:sync'] },
    namedInputs: {
      default: ['{projectRoot}/**/*', 'sharedGlobals'],
      production: ['default', '!{projectRoot}/**/*.test.ts'],
      sharedGlobals: [],
    },
    targetDefaults: {
      build: { cache: true, dependsOn: ['^build'], inputs: ['production', '^production'] },
      typecheck: { cache: true, inputs: ['default', '^production'] },
      test: { cache: true, inputs: ['default', '^production'] },
    },
  };
}

/** Only a consumer's `typecheck` does something: the others are there to be selected. */
function manifest(
  name: string,
  typecheck = 'node --version',
  dependencies: Readonly<Record<string, string>> = {},
): string {
  const scripts = { build: 'node --version', typecheck, test: 'node --version' };
  return `${JSON.stringify({ name, version: '0.0.0', private: true, type: 'module', scripts, dependencies }, null, 2)}\n`;
}

const TSCONFIG = `{
  "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2022", "noEmit": true, "types": [] },
  "include": ["src"]
}
`;

/** Line 4 reads a column that one of the changes drops. */
const HEIGHTS = `import type { PlayersRow } from './database.gen.js';

export function tallest(players: readonly PlayersRow[]): number {
  return Math.max(...players.map((player) => player.height_cm ?? 0));
}
`;

/**
 * What the changes are about may be NULL: a column that an INSERT must give is part of the module of everybody who names
 * the table.
 */
const SCHEMA = `CREATE TABLE teams (
  id int PRIMARY KEY,
  name text NOT NULL,
  division text
);

CREATE TABLE players (
  id int PRIMARY KEY,
  full_name text NOT NULL,
  height_cm int,
  team_id int REFERENCES teams
);

CREATE TABLE venues (
  id int PRIMARY KEY,
  name text NOT NULL,
  address text,
  capacity int,
  roof text
);

CREATE TABLE games (
  id int PRIMARY KEY,
  venue_id int NOT NULL REFERENCES venues,
  tip_off timestamptz NOT NULL,
  home_score int,
  away_score int
);

CREATE TYPE event_status AS ENUM ('pending', 'sent');

CREATE TABLE outbox (
  id bigint PRIMARY KEY,
  status event_status NOT NULL,
  payload text NOT NULL
);
`;
