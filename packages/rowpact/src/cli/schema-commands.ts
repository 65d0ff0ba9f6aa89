import type { Command } from '@commander-js/extra-typings';
import type { PlannedCommand } from '../run-plan.js';
import type { World } from '../world.js';
import {
  carried,
  CHECK_FLAG,
  consumersOption,
  type Finish,
  formatOption,
  FROM_SNAPSHOT_FLAG,
  NO_CACHE_FLAG,
  REGISTRY_FLAG,
  rowpactOptions,
} from './flags.js';

/** `rowpact snapshot`. */
export function addSnapshot(program: Command, world: World, finish: Finish): void {
  program
    .command('snapshot')
    .description("Write the producer's schema into the registry, a file per relation.")
    .option('--to <revision>', 'stop at this migration, and stay there until the next snapshot without --to')
    .option('--producer <name>', 'only this producer')
    .option(...REGISTRY_FLAG)
    .option(...CHECK_FLAG)
    .option(...NO_CACHE_FLAG)
    .addOption(formatOption())
    .addHelpText('after', '\nExample:\n  $ rowpact snapshot --to 018')
    .action(async (flags) => {
      const plan: PlannedCommand['plan'] = async (options) => (await import('../snapshot.js')).planSnapshot(options);
      finish(await carried('snapshot', flags, world, plan));
    });
}

/** `rowpact generate`. */
export function addGenerate(program: Command, world: World, finish: Finish): void {
  program
    .command('generate')
    .description('Bring the snapshot up to date and write the row types of each consumer.')
    .addOption(consumersOption())
    .option('--producer <name>', 'only this producer')
    .option('--to <revision>', 'types as of this migration; stays there until the next snapshot without --to')
    .option(...FROM_SNAPSHOT_FLAG)
    .option(...REGISTRY_FLAG)
    .option(...CHECK_FLAG)
    .option(...NO_CACHE_FLAG)
    .addOption(formatOption())
    .addHelpText('after', '\nExample:\n  $ rowpact generate --consumer westside-contracts')
    .action(async (flags) => {
      const plan: PlannedCommand['plan'] = async (options) => (await import('../generate.js')).planGenerate(options);
      finish(await carried('generate', flags, world, plan));
    });
}

/** `rowpact watch`. */
export function addWatch(program: Command, world: World, finish: Finish): void {
  program
    .command('watch')
    .description('Generate, and again whenever a migration, the registry or typed statements change, until Ctrl-C.')
    .addOption(consumersOption())
    .option('--producer <name>', 'only this producer')
    .option(...FROM_SNAPSHOT_FLAG)
    .option(...REGISTRY_FLAG)
    .addOption(formatOption())
    .addHelpText(
      'after',
      '\nWith --format json: a JSON document on a line of its own for each run.\n\nExample:\n  $ rowpact watch',
    )
    .action(async (flags) => {
      const { watch } = await import('../watch/watch.js');
      finish(await watch(rowpactOptions(flags, world), world, flags.format));
    });
}
