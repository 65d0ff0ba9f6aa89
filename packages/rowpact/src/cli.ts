import { Command, CommanderError, Option } from '@commander-js/extra-typings';
import { runCommand, type OutputFormat } from './run-command.js';
import { progressOn } from './progress.js';
import type { RowpactOptions } from './options.js';
import { type PlannedCommand, runPlanned } from './run-plan.js';
import type { World } from './world.js';

/** Runs the command line. Answers the exit code: 0 fine, 1 findings, 2 could not do it. */
export async function runCli(args: readonly string[], world: World, version: string): Promise<number> {
  let code = 0;
  const finish = (result: number): void => {
    code = result;
  };
  const program = new Command('rowpact')
    .description("Typed rows for the consumers of a PostgreSQL database, from the producer's own migrations.")
    .version(version, '-V, --version')
    .helpOption('-h, --help', 'show help')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => world.stdout.write(text),
      writeErr: (text) => world.stderr.write(text),
      getOutHelpWidth: () => world.stdout.columns,
      getErrHelpWidth: () => world.stderr.columns,
    })
    .showHelpAfterError('(rowpact --help shows what there is)')
    .addHelpText('after', `\n${EXIT_CODES}\n\nStart with:\n  $ rowpact init`);
  for (const add of [addInit, addSnapshot, addGenerate, addMigrations, addCache]) add(program, world, finish);
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
  return code;
}

const EXIT_CODES = 'Exit codes: 0 fine, 1 findings (a person must act), 2 could not do it.';

type Finish = (code: number) => void;

interface SharedFlags {
  readonly registry?: string | undefined;
  readonly producer?: string | undefined;
  readonly consumer?: string | undefined;
  readonly to?: string | undefined;
  readonly fromSnapshot?: boolean | undefined;
  readonly cache?: boolean | undefined;
  readonly check?: boolean | undefined;
  readonly format: OutputFormat;
}

const formatOption = () =>
  new Option('--format <format>', 'how to print the result')
    .choices(['text', 'json'] as const)
    .default('text' as const);

function addSnapshot(program: Command, world: World, finish: Finish): void {
  program
    .command('snapshot')
    .description("Write the producer's schema into the registry, a file per relation.")
    .option('--to <revision>', 'stop at this migration, and stay there until the next snapshot without --to')
    .option('--producer <name>', 'only this producer')
    .option('--registry <dir>', "the registry's folder (default: the nearest registry/ above)")
    .option('--check', 'write nothing; exit 1 with a diff when something is stale')
    .option('--no-cache', 'replay everything, and keep nothing')
    .addOption(formatOption())
    .addHelpText('after', '\nExample:\n  $ rowpact snapshot --to 018')
    .action(async (flags) => {
      const plan: PlannedCommand['plan'] = async (options) => (await import('./snapshot.js')).planSnapshot(options);
      finish(await carried('snapshot', flags, world, plan));
    });
}

function addGenerate(program: Command, world: World, finish: Finish): void {
  program
    .command('generate')
    .description('Bring the snapshot up to date and write the row types of each consumer.')
    .option('--consumer <name>', 'only this consumer')
    .option('--producer <name>', 'only this producer')
    .option('--to <revision>', 'types as of this migration; stays there until the next snapshot without --to')
    .option('--from-snapshot', "take the registry's committed snapshot; needs neither migrations nor a server")
    .option('--registry <dir>', "the registry's folder (default: the nearest registry/ above)")
    .option('--check', 'write nothing; exit 1 with a diff when something is stale')
    .option('--no-cache', 'replay everything, and keep nothing')
    .addOption(formatOption())
    .addHelpText('after', '\nExample:\n  $ rowpact generate --consumer westside-contracts')
    .action(async (flags) => {
      const plan: PlannedCommand['plan'] = async (options) => (await import('./generate.js')).planGenerate(options);
      finish(await carried('generate', flags, world, plan));
    });
}

function addMigrations(program: Command, world: World, finish: Finish): void {
  program
    .command('migrations')
    .description('Print the migrations in the order they run, and what in the folder is no migration.')
    .option('--to <revision>', 'stop at this migration')
    .option('--producer <name>', 'only this producer')
    .option('--registry <dir>', "the registry's folder (default: the nearest registry/ above)")
    .addOption(formatOption())
    .addHelpText('after', '\nExample:\n  $ rowpact migrations --producer basketball-api')
    .action(async (flags) => {
      const { listMigrations } = await import('./migrations.js');
      const presentation = { command: 'migrations', format: flags.format, check: false };
      finish(await runCommand(world, presentation, () => listMigrations(rowpactOptions(flags, world))));
    });
}

function addCache(program: Command, world: World, finish: Finish): void {
  program
    .command('cache')
    .description('Show what is kept to make later runs quick, or clear it.')
    .option('--clear', 'delete it all; the next run replays everything once')
    .addOption(formatOption())
    .addHelpText('after', '\nExample:\n  $ rowpact cache --clear')
    .action(async (flags) => {
      const { runCache } = await import('./cache.js');
      finish(await runCache(world, flags.clear ?? false, flags.format));
    });
}

function addInit(program: Command, world: World, finish: Finish): void {
  program
    .command('init')
    .description('Write a first registry: finds the migrations, asks what it cannot find.')
    .option('--producer <name>', 'name of the service that owns the database')
    .option('--migrations <dir>', 'its folder of SQL migrations')
    .option('--schema-file <file>', 'its schema.sql, instead of migrations')
    .option('--database-env <variable>', 'environment variable with the address of its server, instead of migrations')
    .option('--consumer <name>', 'name of a service that uses the database')
    .option('--source <dir>', "the consumer's folder")
    .option('--output <file>', 'the module to generate, relative to the consumer')
    .addOption(new Option('--driver <driver>', "the consumer's driver").choices(['pg', 'postgres'] as const))
    .option('--kysely', "also generate Kysely's Database")
    .option('--relations <names>', 'tables and views the consumer uses, separated by commas, or all')
    .option('--registry <dir>', 'where to write the registry (default: registry/)')
    .option('--yes', 'ask nothing, take what is found')
    .addOption(formatOption())
    .addHelpText(
      'after',
      '\nExample:\n  $ rowpact init --producer basketball-api --migrations db/migrations --consumer westside-contracts --source web',
    )
    .action(async (flags) => {
      const { runInit } = await import('./init/run-init.js');
      finish(await runInit(world, flags));
    });
}

async function carried(
  name: PlannedCommand['name'],
  flags: SharedFlags,
  world: World,
  plan: PlannedCommand['plan'],
): Promise<number> {
  const check = flags.check ?? false;
  const startedAt = world.now();
  const progress = progressOn(world.stderr);
  return runCommand(world, { command: name, format: flags.format, check }, async () => {
    try {
      const options = { ...rowpactOptions(flags, world), onProgress: progress.report };
      return await runPlanned({ name, plan, check, startedAt, uninterrupted: world.uninterrupted }, options);
    } finally {
      progress.stop();
    }
  });
}

function rowpactOptions(flags: Partial<SharedFlags>, { cwd, env }: World): RowpactOptions {
  const { registry, producer, consumer, to, fromSnapshot, cache } = flags;
  return {
    cwd,
    env,
    registry,
    producer,
    consumer,
    to,
    fromSnapshot,
    cache: cache !== false && env.ROWPACT_CACHE !== 'off',
  };
}
