import { join } from 'node:path';
import { leagueConsumer, type LeagueConsumer } from './consumer/league-consumer.js';
import { type LoadedServer, loadServer } from './loaded-server.js';
import { measureInterleaved, type Measured } from './measure/interleaved.js';
import type { IntrospectionTask } from './introspection-worker.js';
import { measureAnalysis } from './measure-analysis.js';
import { measureInWorker } from './measure-in-worker.js';
import type { BenchGroup, BenchOptions } from './options.js';
import { leagueProducer, type LeagueProducer, tablesWithoutViews } from './producer/league-migrations.js';
import { leagueTables } from './producer/league-table.js';
import { type ProducerSize, QUICK_SIZE } from './producer/producer-size.js';
import { addMigrations, LEAGUE } from './producer/league-workspace.js';
import { benchResults, type BenchResults } from './results/bench-results.js';
import {
  analysisGoals,
  checkGoals,
  checkSizeGoals,
  introspectionGoals,
  migrationsGoals,
  nxGoals,
  scanGoals,
  serverGoals,
  type Goal,
} from './results/goals.js';
import { installedVersions, thisMachine } from './results/machine.js';
import { checkSubjects } from './subjects/check-commands.js';
import { nxSubjects } from './subjects/nx-commands.js';
import { migrationsSubjects } from './subjects/migrations-commands.js';
import type { Environment } from './subjects/programs.js';
import { scanSubjects } from './subjects/scan-commands.js';
import { serverCommandSubjects } from './subjects/server-commands.js';
import { watchSubject, watchTitle } from './subjects/watch-commands.js';
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

/** Measures the groups that are wanted, one after the other, and answers the results. */
export async function bench(options: BenchOptions, world: BenchWorld): Promise<BenchResults> {
  const machine = thisMachine();
  const versions = installedVersions(world.nodeVersion);
  const producer = leagueProducer(options.size);
  const consumer = leagueConsumer(options.consumer, leagueTables(options.size));
  const run: BenchRun = { options, world, producer, consumer, loaded: join(world.folder, 'loaded') };
  await addMigrations(run.loaded, producer.migrations);
  const parts = await measureParts(run);
  const { tables, views, enums } = options.size;
  const { files, withSql } = options.consumer;
  return benchResults(
    {
      name: options.name,
      machine,
      versions: parts.reduce((all, part) => ({ ...all, ...part.versions }), versions),
      producer: { tables, views, enums, columns: producer.columns, migrations: producer.migrations.length },
      consumer: { files, withSql, statements: consumer.statements.length },
    },
    parts.flatMap((part) => part.measured),
    parts.flatMap((part) => part.goals),
  );
}

async function measureParts(run: BenchRun): Promise<readonly Part[]> {
  const wants = (group: BenchGroup): boolean => run.options.groups.includes(group);
  const parts: Part[] = [];
  for (const major of run.options.servers) {
    const groups = (['introspection', 'servers', 'analysis'] as const).filter(wants);
    // The peers of the analysis are measured on one server, the newest.
    const here = groups.filter((group) => group !== 'analysis' || major === Math.max(...run.options.servers));
    if (here.length > 0) parts.push(...(await measureServer(run, major, here)));
  }
  if (wants('introspection')) parts.push(await measureEmbedded(run));
  if (wants('analysis') && run.options.servers.length === 0) parts.push(await measureAsking(run, null));
  if (wants('migrations')) parts.push(await measureMigrations(run));
  if (wants('scan')) parts.push(await measureScan(run));
  if (wants('check')) parts.push(await measureCheck(run));
  if (wants('nx')) parts.push(await measureNx(run));
  return parts;
}

interface BenchRun {
  readonly options: BenchOptions;
  readonly world: BenchWorld;
  readonly producer: LeagueProducer;
  readonly consumer: LeagueConsumer;
  /** A workspace whose migrations every engine is loaded from. */
  readonly loaded: string;
}

interface Part {
  readonly measured: readonly Measured[];
  readonly goals: readonly Goal[];
  readonly versions: Readonly<Record<string, string>>;
}

async function measureServer(
  run: BenchRun,
  major: ServerMajor,
  groups: readonly BenchGroup[],
): Promise<readonly Part[]> {
  run.world.report(`PostgreSQL ${major}: loading the producer`);
  const server = await loadServer(major, run.producer.migrations, run.world.testServers);
  try {
    const { name, url, version } = server;
    const parts: Part[] = [{ measured: [], goals: [], versions: { [name]: version } }];
    if (groups.includes('introspection')) {
      const measured = await introspectionOf(run, name, url);
      parts.push({ measured, goals: introspectionGoals(name), versions: {} });
    }
    if (groups.includes('servers')) parts.push(await measureServerCommands(run, server));
    if (groups.includes('analysis')) parts.push(await measureAsking(run, server));
    return parts;
  } finally {
    await server.close();
  }
}

async function measureServerCommands({ options, world, producer }: BenchRun, server: LoadedServer): Promise<Part> {
  const folder = join(world.folder, server.name.replaceAll(' ', '-'));
  const subjects = await serverCommandSubjects(folder, server, producer.relations, world);
  const measured = await measureInterleaved(subjects, options.rounds.serverCommands, world.report);
  return { measured, goals: serverGoals(server.name), versions: {} };
}

/** Without a server there are no peers. */
async function measureAsking(run: BenchRun, server: LoadedServer | null): Promise<Part> {
  const { options, world, consumer, loaded } = run;
  const task = {
    name: server?.name ?? 'embedded',
    url: server?.url ?? null,
    migrationsFolder: join(loaded, LEAGUE.migrations),
    cache: join(world.folder, 'analysis-cache'),
    rounds: options.rounds.analysis,
  };
  const statements = consumer.statements.map(({ sql }) => sql);
  const measured = await measureAnalysis(statements, task, join(world.folder, 'analysis'), world.env);
  return { measured, goals: analysisGoals(server?.name ?? null), versions: {} };
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
  const task: IntrospectionTask = {
    name,
    url,
    migrationsFolder: join(loaded, LEAGUE.migrations),
    expected: { relations: producer.relations.length, columns: producer.columns },
    rounds: url === null ? embeddedIntrospection : serverIntrospection,
  };
  return measureInWorker('introspection-worker', task, world.folder, world.env);
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
  const sizes = [QUICK_SIZE, ...(options.size === QUICK_SIZE ? [] : [options.size])];
  const watched: Measured[] = [];
  for (const size of sizes) watched.push(...(await measureWatch(size, options, { ...world, env })));
  const goals = migrationsGoals(warm, watchTitle(QUICK_SIZE));
  return { measured: [...slow, ...quick, ...watched], goals, versions: {} };
}

async function measureWatch(
  size: ProducerSize,
  { rounds }: BenchOptions,
  world: BenchWorld,
): Promise<readonly Measured[]> {
  const { subject, stop } = await watchSubject(join(world.folder, `watch-${size.tables}`), size, world);
  try {
    return await measureInterleaved([subject], rounds.warmMigrations, world.report);
  } finally {
    await stop();
  }
}

async function measureScan({ options, world, producer, consumer }: BenchRun): Promise<Part> {
  world.report('scan: writing the consumer');
  const cache = join(world.folder, 'cache');
  const env = { ...world.env, ROWPACT_CACHE_DIR: cache };
  const subjects = await scanSubjects(join(world.folder, 'scan'), producer, consumer, {
    rowpact: world.rowpact,
    cache,
    env,
  });
  const slow = await measureInterleaved(subjects.slow, options.rounds.coldScan, world.report);
  const quick = await measureInterleaved(subjects.quick, options.rounds.warmScan, world.report);
  return { measured: [...slow, ...quick], goals: scanGoals(subjects.warmEngineStarts), versions: {} };
}

async function measureCheck({ options, world, producer }: BenchRun): Promise<Part> {
  world.report('check: writing the consumers');
  const { scanned, one: size, several: sizes } = options.check;
  const env = { ...world.env, ROWPACT_CACHE_DIR: join(world.folder, 'cache') };
  const subjects = await checkSubjects(join(world.folder, 'check'), {
    ...{ producer, tables: tablesWithoutViews(options.size), rowpact: world.rowpact, env, size, sizes },
    consumer: leagueConsumer(scanned, leagueTables(options.size)),
  });
  const one = await measureInterleaved(subjects.one, options.rounds.check, world.report);
  const several = await measureInterleaved(subjects.sizes, options.rounds.checkSizes, world.report);
  const goals = [...checkGoals(subjects.engineStarts), ...checkSizeGoals(sizes)];
  return { measured: [...one, ...several], goals, versions: {} };
}

async function measureNx({ options, world }: BenchRun): Promise<Part> {
  world.report('nx: writing the workspaces');
  const env = { ...world.env, ROWPACT_CACHE_DIR: join(world.folder, 'cache') };
  const subjects = await nxSubjects(join(world.folder, 'nx'), options.nx, { rowpact: world.rowpact, env });
  const measured = await measureInterleaved(subjects.commands, options.rounds.nx, world.report);
  return { measured, goals: nxGoals(subjects.engineStarts), versions: {} };
}
