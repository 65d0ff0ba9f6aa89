import { parseArgs } from 'node:util';
import type { Rounds } from './measure/interleaved.js';
import { type ConsumerSize, FULL_CONSUMER, QUICK_CONSUMER } from './consumer/consumer-size.js';
import { type CheckSizes, FULL_CHECKS, QUICK_CHECKS } from './consumer/check-sizes.js';
import { FULL_TYPED, QUICK_TYPED, type TypedSize } from './consumer/typed-service.js';
import { FULL_NX, type NxSize, QUICK_NX } from './nx/nx-workspace.js';
import { FULL_SIZE, QUICK_SIZE, type ProducerSize } from './producer/producer-size.js';
import { parseServerMajor, type ServerMajor } from '../servers/server-releases.js';

/** What can be measured by itself, in the order in which it is measured. */
export const GROUPS = ['introspection', 'servers', 'analysis', 'migrations', 'scan', 'check', 'typing', 'nx'] as const;
export type BenchGroup = (typeof GROUPS)[number];

/** What a run measures, and how often. */
export interface BenchOptions {
  readonly name: string;
  readonly groups: readonly BenchGroup[];
  readonly size: ProducerSize;
  readonly consumer: ConsumerSize;
  readonly check: CheckSizes;
  readonly typed: TypedSize;
  readonly nx: NxSize;
  readonly rounds: BenchRounds;
  readonly servers: readonly ServerMajor[];
  /** How many groups are measured at once: more than one where no time counts. */
  readonly atOnce: number;
  /** Where the results go, as given; null to print them only. */
  readonly out: string | null;
}

/** Rounds of each group. */
export interface BenchRounds {
  readonly serverIntrospection: Rounds;
  readonly embeddedIntrospection: Rounds;
  readonly serverCommands: Rounds;
  readonly coldMigrations: Rounds;
  readonly warmMigrations: Rounds;
  readonly coldScan: Rounds;
  readonly warmScan: Rounds;
  readonly check: Rounds;
  readonly checkSizes: Rounds;
  readonly typing: Rounds;
  readonly analysis: Rounds;
  readonly nx: Rounds;
}

export const USAGE = `Measures rowpact against its peers and goals, some twenty minutes; results go to tools/bench/results.

  npm run bench -- [--only scan,analysis] [--servers 18,12 | --servers none] [--name full] [--out DIR] [--quick]

  --only      groups to measure, of: ${GROUPS.join(', ')} (default all)
                introspection   reading the catalog, on the servers and in the embedded engine
                servers         whole commands on the servers
                analysis        asking about 2,000 statements: against bare PREPARE, and against peers on the newest server
                migrations      whole commands on a folder of migrations
                scan            whole scans of a consumer of 10,000 files, against tsc
                check           whole checks of a pending migration, for 10 to 1,000 consumers
                typing          typing 2,000 statements, against asking about them; tsc with and without their types
                nx              Nx with the plugin, for 600 consumers and 400 migrations, against Nx alone
  --servers   majors of PostgreSQL to start (default 18); ROWPACT_TEST_SERVERS is used where it has one
  --name      of the file with the samples (default "full", with --only the groups joined by "-")
  --out       folder for the results (default tools/bench/results)
  --quick     a small producer, few rounds, several groups at once, to see that it works; printed only, unless --out says where to
`;

const FULL_ROUNDS: BenchRounds = {
  serverIntrospection: { warmUps: 3, rounds: 15 },
  embeddedIntrospection: { warmUps: 1, rounds: 7 },
  serverCommands: { warmUps: 2, rounds: 9 },
  coldMigrations: { warmUps: 1, rounds: 3 },
  warmMigrations: { warmUps: 2, rounds: 9 },
  coldScan: { warmUps: 1, rounds: 3 },
  warmScan: { warmUps: 2, rounds: 9 },
  check: { warmUps: 1, rounds: 7 },
  checkSizes: { warmUps: 1, rounds: 3 },
  typing: { warmUps: 1, rounds: 5 },
  analysis: { warmUps: 1, rounds: 3 },
  nx: { warmUps: 1, rounds: 7 },
};

const QUICK: Rounds = { warmUps: 1, rounds: 2 };
const QUICK_ROUNDS: BenchRounds = {
  serverIntrospection: QUICK,
  embeddedIntrospection: QUICK,
  serverCommands: QUICK,
  coldMigrations: { warmUps: 0, rounds: 1 },
  warmMigrations: { warmUps: 0, rounds: 1 },
  coldScan: { warmUps: 0, rounds: 1 },
  warmScan: { warmUps: 0, rounds: 1 },
  check: { warmUps: 0, rounds: 1 },
  checkSizes: { warmUps: 0, rounds: 1 },
  typing: { warmUps: 0, rounds: 1 },
  analysis: QUICK,
  nx: { warmUps: 0, rounds: 1 },
};

/**
 * Reads the command line.
 * @throws with a sentence for people where it makes no sense
 */
export function readOptions(args: readonly string[], resultsFolder: string): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      servers: { type: 'string', default: '18' },
      name: { type: 'string' },
      out: { type: 'string' },
      quick: { type: 'boolean', default: false },
    },
  });
  const groups = values.only === undefined ? GROUPS : readGroups(values.only);
  const name = values.name ?? (values.quick ? 'quick' : values.only === undefined ? 'full' : groups.join('-'));
  if (!/^[a-z0-9][a-z0-9.-]*$/.test(name)) throw new Error(`--name ${name}: lower-case letters, digits, "-" and "."`);
  return {
    name,
    groups,
    size: values.quick ? QUICK_SIZE : FULL_SIZE,
    consumer: values.quick ? QUICK_CONSUMER : FULL_CONSUMER,
    check: values.quick ? QUICK_CHECKS : FULL_CHECKS,
    typed: values.quick ? QUICK_TYPED : FULL_TYPED,
    nx: values.quick ? QUICK_NX : FULL_NX,
    rounds: values.quick ? QUICK_ROUNDS : FULL_ROUNDS,
    servers: values.servers === 'none' ? [] : values.servers.split(',').map(readMajor),
    atOnce: values.quick ? 3 : 1,
    out: values.out ?? (values.quick ? null : resultsFolder),
  };
}

/** In the order of `GROUPS`, each once. */
function readGroups(text: string): readonly BenchGroup[] {
  const wanted = text.split(',').map((name) => name.trim());
  const unknown = wanted.find((name) => !GROUPS.some((group) => group === name));
  if (unknown !== undefined) throw new Error(`--only: there is no group "${unknown}"; there are ${GROUPS.join(', ')}`);
  return GROUPS.filter((group) => wanted.includes(group));
}

function readMajor(text: string): ServerMajor {
  const major = parseServerMajor(text.trim());
  if (major === null) throw new Error(`--servers: there is no PostgreSQL server "${text}" to start`);
  return major;
}
