import { join } from 'node:path';
import { leagueConsumer } from './consumer/league-consumer.js';
import { loadServer } from './loaded-server.js';
import { measureInterleaved, type Measured } from './measure/interleaved.js';
import { measureIntrospection } from './measure-introspection.js';
import type { BenchOptions } from './options.js';
import { leagueProducer, type LeagueProducer } from './producer/league-migrations.js';
import { leagueTables } from './producer/league-table.js';
import { addMigrations, LEAGUE } from './producer/league-workspace.js';
import { benchResults, type BenchResults } from './results/bench-results.js';
import { introspectionGoals, migrationsGoals, scanGoals, serverGoals, type Goal } from './results/goals.js';
import { installedVersions, thisMachine } from './results/machine.js';
import { migrationsSubjects } from './subjects/migrations-commands.js';
import type { Environment } from './subjects/programs.js';
import { scanSubjects } from './subjects/scan-commands.js';
import { serverCommandSubjects } from './subjects/server-commands.js';
import type { ServerMajor } from '../servers/server-releases.js';

/** What a run takes from outside. */
export interface BenchWorld {
  /** An empty folder for everything that is measured. */
  readonly folder: string;
  /** Script of the `rowpact` command that is measured; nothing may change it meanwhile. */
  readonly rowpact: string;
  /** The environment of the measured programs. */
  readonly env: Environment;
  /** `ROWPACT_TEST_SERVERS`. */
  readonly testServers: string | undefined;
  readonly nodeVersion: string;
  /** Told what is going on. */
  readonly report: (text: string) => void;
}

/** Measures everything, one group after the other, and answers the results. */
export async function bench(options: BenchOptions, world: BenchWorld): Promise<BenchResults> {
  const machine = thisMachine();
  const producer = leagueProducer(options.size);
  const run: BenchRun = { options, world, producer, loaded: join(world.folder, 'loaded') };
  await addMigrations(run.loaded, producer.migrations);
  const parts: Part[] = [];
  for (const major of options.servers) parts.push(await measureServer(run, major));
  parts.push(await measureEmbedded(run), await measureMigrations(run), await measureScan(run));
  const { tables, views, enums } = options.size;
  return benchResults(
    {
      name: options.name,
      machine,
      versions: parts.reduce((all, part) => ({ ...all, ...part.versions }), installedVersions(world.nodeVersion)),
      producer: { tables, views, enums, columns: producer.columns, migrations: producer.migrations.length },
    },
    parts.flatMap((part) => part.measured),
    parts.flatMap((part) => part.goals),
  );
}

interface BenchRun {
  readonly options: BenchOptions;
  readonly world: BenchWorld;
  readonly producer: LeagueProducer;
  /** A workspace whose migrations every engine is loaded from. */
  readonly loaded: string;
}

interface Part {
  readonly measured: readonly Measured[];
  readonly goals: readonly Goal[];
  readonly versions: Readonly<Record<string, string>>;
}

async function measureServer(run: BenchRun, major: ServerMajor): Promise<Part> {
  const { options, world, producer } = run;
  world.report(`PostgreSQL ${major}: loading the producer`);
  const server = await loadServer(major, producer.migrations, world.testServers);
  try {
    const { name, url, version } = server;
    const introspection = await introspectionOf(run, name, url);
    const folder = join(world.folder, `server-${major}`);
    const subjects = await serverCommandSubjects(folder, server, producer.relations, world);
    const commands = await measureInterleaved(subjects, options.rounds.serverCommands, world.report);
    return {
      measured: [...introspection, ...commands],
      goals: [...introspectionGoals(name), ...serverGoals(name)],
      versions: { [name]: version },
    };
  } finally {
    await server.close();
  }
}

async function measureEmbedded(run: BenchRun): Promise<Part> {
  run.world.report('embedded engine: loading the producer');
  const measured = await introspectionOf(run, 'embedded', null);
  return { measured, goals: introspectionGoals('embedded'), versions: {} };
}

function introspectionOf(
  { options, world, producer, loaded }: BenchRun,
  name: string,
  url: string | null,
): Promise<readonly Measured[]> {
  const { serverIntrospection, embeddedIntrospection } = options.rounds;
  const task = {
    name,
    url,
    migrationsFolder: join(loaded, LEAGUE.migrations),
    expected: { relations: producer.relations.length, columns: producer.columns },
    rounds: url === null ? embeddedIntrospection : serverIntrospection,
  };
  return measureIntrospection(task, world.folder, world.env);
}

async function measureMigrations({ options, world, producer }: BenchRun): Promise<Part> {
  world.report('migrations: first replay');
  const cache = join(world.folder, 'cache');
  const env = { ...world.env, ROWPACT_CACHE_DIR: cache };
  const workspace = join(world.folder, 'migrations');
  const subjects = await migrationsSubjects(workspace, producer, options.size, { rowpact: world.rowpact, cache, env });
  const { cold, warm } = subjects.engineStarts;
  if (cold === 0) throw new Error('a replay with an empty cache started no engine: the count of starts counts nothing');
  const slow = await measureInterleaved(subjects.slow, options.rounds.coldMigrations, world.report);
  const quick = await measureInterleaved(subjects.quick, options.rounds.warmMigrations, world.report);
  return { measured: [...slow, ...quick], goals: migrationsGoals(warm), versions: {} };
}

async function measureScan({ options, world, producer }: BenchRun): Promise<Part> {
  world.report('scan: writing the consumer');
  const cache = join(world.folder, 'cache');
  const env = { ...world.env, ROWPACT_CACHE_DIR: cache };
  const consumer = leagueConsumer(options.consumer, leagueTables(options.size));
  const subjects = await scanSubjects(join(world.folder, 'scan'), producer, consumer, {
    rowpact: world.rowpact,
    cache,
    env,
  });
  const slow = await measureInterleaved(subjects.slow, options.rounds.coldScan, world.report);
  const quick = await measureInterleaved(subjects.quick, options.rounds.warmScan, world.report);
  return { measured: [...slow, ...quick], goals: scanGoals(subjects.warmEngineStarts), versions: {} };
}
