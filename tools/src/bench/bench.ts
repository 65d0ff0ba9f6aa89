import { join } from 'node:path';
import { typedService } from './consumer/typed-service.js';
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
import { type PrimedCache, primedCache } from './primed-cache.js';
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
  typingGoals,
  type Goal,
} from './results/goals.js';
import { installedVersions, thisMachine } from './results/machine.js';
import { checkSubjects } from './subjects/check-commands.js';
import { nxSubjects } from './subjects/nx-commands.js';
import { migrationsSubjects } from './subjects/migrations-commands.js';
import type { Environment } from './subjects/programs.js';
import { scanSubjects } from './subjects/scan-commands.js';
import { serverCommandSubjects } from './subjects/server-commands.js';
import { typingSubjects } from './subjects/typing-commands.js';
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
  /** Folder in which the tests keep an empty PostgreSQL for each other, if they have run. */
  readonly templates: string;
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
  world.report('replaying the producer once');
  const primed = await primedCache(world.folder, producer, world);
  const run: BenchRun = { options, world, producer, consumer, primed };
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
  const jobs: (() => Promise<readonly Part[]>)[] = [];
  const add = (group: BenchGroup, measure: () => Promise<Part>): void => {
    if (wants(group)) jobs.push(async () => [await measure()]);
  };
  for (const major of run.options.servers) {
    const groups = (['introspection', 'servers', 'analysis'] as const).filter(wants);
    // The peers of the analysis are measured on one server, the newest.
    const here = groups.filter((group) => group !== 'analysis' || major === Math.max(...run.options.servers));
    if (here.length > 0) jobs.push(() => measureServer(run, major, here));
  }
  add('introspection', () => measureEmbedded(run));
  if (run.options.servers.length === 0) add('analysis', () => measureAsking(run, null));
  add('migrations', () => measureMigrations(run));
  add('scan', () => measureScan(run));
  add('check', () => measureCheck(run));
  add('typing', () => measureTyping(run));
  add('nx', () => measureNx(run));
  return (await atOnce(run.options.atOnce, jobs)).flat();
}

/** Does so many jobs at once, and answers in their order. */
async function atOnce<Answer>(limit: number, jobs: readonly (() => Promise<Answer>)[]): Promise<readonly Answer[]> {
  const answers = new Map<number, Answer>();
  const waiting = [...jobs.entries()];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) answers.set(next[0], await next[1]());
  };
  await Promise.all(Array.from({ length: limit }, work));
  return [...answers].sort(([left], [right]) => left - right).map(([, answer]) => answer);
}

interface BenchRun {
  readonly options: BenchOptions;
  readonly world: BenchWorld;
  readonly producer: LeagueProducer;
  readonly consumer: LeagueConsumer;
  readonly primed: PrimedCache;
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
  const { options, world, consumer, primed } = run;
  const task = {
    name: server?.name ?? 'embedded',
    url: server?.url ?? null,
    migrationsFolder: primed.migrations,
    cache: primed.folder,
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
  { options, world, producer, primed }: BenchRun,
  name: string,
  url: string | null,
): Promise<readonly Measured[]> {
  const { serverIntrospection, embeddedIntrospection } = options.rounds;
  const task: IntrospectionTask = {
    name,
    url,
    migrationsFolder: primed.migrations,
    cache: primed.folder,
    expected: { relations: producer.relations.length, columns: producer.columns },
    rounds: url === null ? embeddedIntrospection : serverIntrospection,
  };
  return measureInWorker('introspection-worker', task, world.folder, world.env);
}

async function measureMigrations({ options, world, producer, primed }: BenchRun): Promise<Part> {
  world.report('migrations: first replay');
  const cache = await primed.copyFor('migrations', 'template');
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

async function measureScan({ options, world, producer, consumer, primed }: BenchRun): Promise<Part> {
  world.report('scan: writing the consumer');
  const cache = await primed.copyFor('scan', 'state');
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

async function measureCheck({ options, world, producer, primed }: BenchRun): Promise<Part> {
  world.report('check: writing the consumers');
  const { scanned, one: size, several: sizes } = options.check;
  const env = { ...world.env, ROWPACT_CACHE_DIR: await primed.copyFor('check', 'state') };
  const subjects = await checkSubjects(join(world.folder, 'check'), {
    ...{ producer, tables: tablesWithoutViews(options.size), rowpact: world.rowpact, env, size, sizes },
    consumer: leagueConsumer(scanned, leagueTables(options.size)),
  });
  const one = await measureInterleaved(subjects.one, options.rounds.check, world.report);
  const several = await measureInterleaved(subjects.sizes, options.rounds.checkSizes, world.report);
  const goals = [...checkGoals(subjects.engineStarts), ...checkSizeGoals(sizes)];
  return { measured: [...one, ...several], goals, versions: {} };
}

async function measureTyping({ options, world, producer, primed }: BenchRun): Promise<Part> {
  world.report('typing: writing the service');
  const cache = await primed.copyFor('typing', 'state');
  const env = { ...world.env, ROWPACT_CACHE_DIR: cache };
  const service = typedService(options.typed, leagueTables(options.size));
  const subjects = await typingSubjects(join(world.folder, 'typing'), producer, service, {
    ...{ rowpact: world.rowpact, cache, env },
  });
  const measured: Measured[] = [];
  for (const group of [subjects.generating, subjects.again])
    measured.push(...(await measureInterleaved(group, options.rounds.typing, world.report)));
  const compiled = await measureInterleaved(subjects.compiling, options.rounds.typing, world.report);
  const goals = typingGoals(subjects.engineStarts);
  return { measured: [...measured, ...subjects.counted(compiled)], goals, versions: {} };
}

async function measureNx({ options, world, primed }: BenchRun): Promise<Part> {
  world.report('nx: writing the workspaces');
  const env = { ...world.env, ROWPACT_CACHE_DIR: await primed.copyFor('nx', 'template') };
  const subjects = await nxSubjects(join(world.folder, 'nx'), options.nx, { rowpact: world.rowpact, env });
  const measured = await measureInterleaved(subjects.commands, options.rounds.nx, world.report);
  return { measured, goals: nxGoals(subjects.engineStarts), versions: {} };
}
