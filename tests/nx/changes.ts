import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CONSUMERS, consumerFiles, contractFile, MIGRATIONS, MODULE } from './league.js';
import type { NxWorkspace } from './nx-workspace.js';

/** One kind of change, as somebody makes it on a branch of the league's workspace. */
export interface Change {
  /** Ends the sentence "selects exactly the consumers whose module changed, after …". */
  readonly what: string;
  readonly make: (workspace: NxWorkspace) => void | Promise<void>;
  /** Whose generated module differs afterwards: what git says must be this, so that no case passes for want of a change. */
  readonly consumers: readonly string[];
  /** What Nx says is affected beside the consumers: whom the changed files belong to. */
  readonly owners: readonly string[];
  /** Where `nx sync` is no part of it. */
  readonly withoutSync?: true;
}

/** A migration belongs to the service that has it, and is an input of the project that stands for all of them. */
const OF_A_MIGRATION = ['league-api', 'league-migrations'];

function migration(what: string, consumers: readonly string[], sql: string): Change {
  const make = (workspace: NxWorkspace): Promise<void> => workspace.write(`${MIGRATIONS}/002_change.sql`, `${sql}\n`);
  return { what, make, consumers, owners: OF_A_MIGRATION };
}

const MIGRATED: readonly Change[] = [
  migration(
    'a change of a column that one consumer uses',
    ['ticket-shop'],
    'ALTER TABLE venues ALTER capacity TYPE text;',
  ),
  migration(
    'a change of a column that two consumers use',
    ['scoreboard', 'ticket-shop'],
    'ALTER TABLE games ALTER tip_off DROP NOT NULL;',
  ),
  migration('a change of a column that nobody uses', [], 'ALTER TABLE venues ALTER roof TYPE boolean USING true;'),
  migration(
    'a new column of a table that one consumer reads whole',
    ['westside-contracts'],
    'ALTER TABLE players ADD jersey int;',
  ),
  migration('a new column of tables that nobody reads whole', [], 'ALTER TABLE games ADD referee text;'),
  migration('an index', [], 'CREATE UNIQUE INDEX one_game_at_a_time ON games (venue_id, tip_off);'),
  migration(
    'a comment on a column that two consumers use',
    ['league-site', 'ticket-shop'],
    `COMMENT ON COLUMN venues.name IS 'As it stands above the door';`,
  ),
  migration('a comment on a column that nobody uses', [], `COMMENT ON COLUMN venues.roof IS 'Open or closed';`),
  migration('a new label of an enum', ['notifier'], `ALTER TYPE event_status ADD VALUE 'failed';`),
  migration('a new table', [], 'CREATE TABLE referees (id int PRIMARY KEY, full_name text NOT NULL);'),
  migration('rows, and no change of the schema', [], `INSERT INTO teams VALUES (1, 'Westside', 'U16');`),
  migration('a rename', ['league-site'], 'ALTER TABLE venues RENAME address TO street;'),
];

/** Its typecheck is looked at as well. */
export const DROP = migration(
  'a drop of a column',
  ['coach-dashboard', 'westside-contracts'],
  'ALTER TABLE players DROP height_cm;',
);

const IN_THE_REGISTRY: readonly Change[] = [
  {
    what: 'a contract that names one column more',
    make: (workspace) => edit(workspace, contractFile('scoreboard'), 'read: [id,', 'read: [id, venue_id,'),
    consumers: ['scoreboard'],
    owners: ['league-migrations'],
  },
  {
    what: 'comments in the YAML of the registry',
    make: async (workspace) => {
      await edit(workspace, 'registry/league/producer.yaml', 'version: 1', '# The league owns it.\nversion: 1');
      await edit(workspace, contractFile('notifier'), 'version: 1', '# Sends mails.\nversion: 1');
    },
    consumers: [],
    owners: ['league-migrations'],
  },
  {
    what: 'an announcement that a column is to go',
    make: (workspace) => workspace.write('registry/league/lifecycle.yaml', ANNOUNCEMENT),
    consumers: ['league-site'],
    owners: ['league-migrations'],
  },
  {
    what: 'a new consumer',
    make: async (workspace) => {
      for (const [path, text] of Object.entries(consumerFiles('press-kit', 'teams: { read: [id, name] }')))
        await workspace.write(path, text);
    },
    consumers: ['press-kit'],
    owners: ['league-migrations'],
  },
  {
    // Nx: where the whole folder of a project goes, everything is affected, whatever the project was.
    what: 'a consumer that is one no longer: its contract and its module are deleted, its project stays',
    make: async (workspace) => {
      await rm(join(workspace.root, contractFile('notifier')));
      await rm(join(workspace.root, 'services/notifier', MODULE));
      await workspace.write('services/notifier/src/main.ts', 'export {};\n');
    },
    consumers: ['notifier'],
    owners: ['league-migrations'],
  },
];

const ELSEWHERE: readonly Change[] = [
  {
    what: 'two migrations at once',
    make: async (workspace) => {
      await workspace.write(`${MIGRATIONS}/002_scores.sql`, 'ALTER TABLE games ALTER home_score TYPE text;\n');
      await workspace.write(`${MIGRATIONS}/003_payload.sql`, 'ALTER TABLE outbox ALTER payload DROP NOT NULL;\n');
    },
    consumers: ['notifier', 'scoreboard'],
    owners: OF_A_MIGRATION,
  },
  {
    what: 'a generated file that was edited by hand',
    make: (workspace) =>
      edit(workspace, `services/scoreboard/${MODULE}`, 'home_score: number | null', 'home_score: number'),
    consumers: ['scoreboard'],
    owners: [],
    withoutSync: true,
  },
  {
    what: 'a change on a branch whose base has moved on',
    make: async (workspace) => {
      workspace.git('checkout', '--quiet', '-B', 'main');
      await workspace.write(`${MIGRATIONS}/002_newer.sql`, 'ALTER TABLE venues ALTER capacity TYPE text;\n');
      const synced = await workspace.nx(['sync']);
      if (synced.code !== 0) throw new Error(synced.stdout + synced.stderr);
      workspace.commit('what others merged meanwhile');
      workspace.git('checkout', '--quiet', '-B', 'change', 'main~');
      await workspace.write(
        `${MIGRATIONS}/002_older.sql`,
        'ALTER TABLE venues ALTER address TYPE jsonb USING to_jsonb(address);\n',
      );
    },
    consumers: ['league-site'],
    owners: OF_A_MIGRATION,
  },
  {
    // Nx takes nx.json for an input of every task: any change of it selects everything. Here that is right, since the
    // module of every consumer goes.
    what: 'the option that modules are not committed',
    make: async (workspace) => {
      workspace.git('rm', '--quiet', `services/*/${MODULE}`);
      await workspace.write('.gitignore', 'node_modules\n.nx\n*.gen.ts\n');
      await workspace.write('nx.json', withoutCommittedModules(await workspace.read('nx.json')));
    },
    consumers: CONSUMERS,
    owners: ['courts', 'league-api', 'league-database', 'league-migrations'],
  },
];

export const CHANGES: readonly Change[] = [...MIGRATED, DROP, ...IN_THE_REGISTRY, ...ELSEWHERE];

/** Replaces a text that must be there. */
export async function edit(workspace: NxWorkspace, path: string, from: string, to: string): Promise<void> {
  const text = await workspace.read(path);
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
  await workspace.write(path, text.replace(from, to));
}

interface NxJson {
  readonly plugins: readonly string[];
  readonly targetDefaults: Readonly<
    Record<string, { readonly dependsOn?: readonly string[]; readonly inputs: readonly unknown[] }>
  >;
}

/** Builds must then wait for the target that writes their module: `nx sync` refuses it otherwise. */
function withoutCommittedModules(text: string): string {
  const nxJson = JSON.parse(text) as NxJson;
  const waiting = Object.entries(nxJson.targetDefaults).map(([target, { dependsOn = [], inputs, ...rest }]) => [
    target,
    {
      ...rest,
      dependsOn: [...dependsOn, 'generate-row-types'],
      inputs: [...inputs, { dependentTasksOutputFiles: '**/*.gen.ts' }],
    },
  ]);
  const plugins = [{ plugin: '@rowpact/nx', options: { commit: false } }];
  return `${JSON.stringify({ ...nxJson, plugins, targetDefaults: Object.fromEntries(waiting) }, null, 2)}\n`;
}

const ANNOUNCEMENT = `version: 1
columns:
  venues.address:
    reason: the map knows it better
    since: 001_league
    remove_after: 2099-01-15
`;
