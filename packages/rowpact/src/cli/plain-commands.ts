import { type Command, Option } from '@commander-js/extra-typings';
import { runCommand } from '../run-command.js';
import type { World } from '../world.js';
import { type Finish, formatOption, REGISTRY_FLAG, rowpactOptions } from './flags.js';

/** `rowpact migrations`. */
export function addMigrations(program: Command, world: World, finish: Finish): void {
  program
    .command('migrations')
    .description('Print the migrations in the order they run, and what in the folder is no migration.')
    .option('--to <revision>', 'stop at this migration')
    .option('--producer <name>', 'only this producer')
    .option(...REGISTRY_FLAG)
    .addOption(formatOption())
    .addHelpText('after', '\nExample:\n  $ rowpact migrations --producer basketball-api')
    .action(async (flags) => {
      const { listMigrations } = await import('../migrations.js');
      const presentation = { command: 'migrations', format: flags.format, check: false };
      finish(await runCommand(world, presentation, () => listMigrations(rowpactOptions(flags, world))));
    });
}

/** `rowpact cache`. */
export function addCache(program: Command, world: World, finish: Finish): void {
  program
    .command('cache')
    .description('Show what is kept to make later runs quick, or clear it.')
    .option('--clear', 'delete it all; the next run replays everything once')
    .addOption(formatOption())
    .addHelpText('after', '\nExample:\n  $ rowpact cache --clear')
    .action(async (flags) => {
      const { runCache } = await import('../cache.js');
      finish(await runCache(world, flags.clear ?? false, flags.format));
    });
}

/** `rowpact init`. */
export function addInit(program: Command, world: World, finish: Finish): void {
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
      const { runInit } = await import('../init/run-init.js');
      finish(await runInit(world, flags));
    });
}
