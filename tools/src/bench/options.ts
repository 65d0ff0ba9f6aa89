import { parseArgs } from 'node:util';
import type { Rounds } from './measure/interleaved.js';
import { type ConsumerSize, FULL_CONSUMER, QUICK_CONSUMER } from './consumer/consumer-size.js';
import { FULL_SIZE, QUICK_SIZE, type ProducerSize } from './producer/producer-size.js';
import { parseServerMajor, type ServerMajor } from '../servers/server-releases.js';

/** What a run measures, and how often. */
export interface BenchOptions {
  readonly name: string;
  readonly size: ProducerSize;
  readonly consumer: ConsumerSize;
  readonly rounds: BenchRounds;
  readonly servers: readonly ServerMajor[];
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
}

export const USAGE = `Measures rowpact against its peers and goals, some ten minutes; results go to tools/bench/results.

  npm run bench -- [--servers 18,12 | --servers none] [--name full] [--out DIR] [--quick]

  --servers   majors of PostgreSQL to start (default 18); ROWPACT_TEST_SERVERS is used where it has one
  --name      of the file with the samples (default "full")
  --out       folder for the results (default tools/bench/results)
  --quick     a small producer and few rounds, to see that it works; printed only, unless --out says where to
`;

const FULL_ROUNDS: BenchRounds = {
  serverIntrospection: { warmUps: 3, rounds: 15 },
  embeddedIntrospection: { warmUps: 1, rounds: 7 },
  serverCommands: { warmUps: 2, rounds: 9 },
  coldMigrations: { warmUps: 1, rounds: 3 },
  warmMigrations: { warmUps: 2, rounds: 9 },
  coldScan: { warmUps: 1, rounds: 3 },
  warmScan: { warmUps: 2, rounds: 9 },
};

const QUICK: Rounds = { warmUps: 1, rounds: 2 };
const QUICK_ROUNDS: BenchRounds = {
  serverIntrospection: QUICK,
  embeddedIntrospection: QUICK,
  serverCommands: QUICK,
  coldMigrations: { warmUps: 0, rounds: 1 },
  warmMigrations: { warmUps: 0, rounds: 2 },
  coldScan: { warmUps: 0, rounds: 1 },
  warmScan: { warmUps: 0, rounds: 2 },
};

/**
 * Reads the command line.
 * @throws with a sentence for people where it makes no sense
 */
export function readOptions(args: readonly string[], resultsFolder: string): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      servers: { type: 'string', default: '18' },
      name: { type: 'string' },
      out: { type: 'string' },
      quick: { type: 'boolean', default: false },
    },
  });
  const name = values.name ?? (values.quick ? 'quick' : 'full');
  if (!/^[a-z0-9][a-z0-9.-]*$/.test(name)) throw new Error(`--name ${name}: lower-case letters, digits, "-" and "."`);
  return {
    name,
    size: values.quick ? QUICK_SIZE : FULL_SIZE,
    consumer: values.quick ? QUICK_CONSUMER : FULL_CONSUMER,
    rounds: values.quick ? QUICK_ROUNDS : FULL_ROUNDS,
    servers: values.servers === 'none' ? [] : values.servers.split(',').map(readMajor),
    out: values.out ?? (values.quick ? null : resultsFolder),
  };
}

function readMajor(text: string): ServerMajor {
  const major = parseServerMajor(text.trim());
  if (major === null) throw new Error(`--servers: there is no PostgreSQL server "${text}" to start`);
  return major;
}
