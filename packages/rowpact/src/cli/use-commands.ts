import type { Command } from '@commander-js/extra-typings';
import type { RowpactOptions } from '../options.js';
import type { World } from '../world.js';
import {
  carried,
  consumersOption,
  CHECK_FLAG,
  type Finish,
  formatOption,
  FROM_SNAPSHOT_FLAG,
  NO_CACHE_FLAG,
  REGISTRY_FLAG,
  REPORT_FOLDER_FLAG,
  reportFormatOption,
  watched,
} from './flags.js';

/** `rowpact scan`. */
export function addScan(program: Command, world: World, finish: Finish): void {
  program
    .command('scan')
    .description(
      "Find every SQL statement in the consumers' code, ask PostgreSQL, and write down who uses which column.",
    )
    .addOption(consumersOption())
    .option('--producer <name>', 'only this producer')
    .option(...FROM_SNAPSHOT_FLAG)
    .option(...REGISTRY_FLAG)
    .option('--check', 'write nothing; exit 1 with a diff when the code and the registry disagree')
    .option(...NO_CACHE_FLAG)
    .addOption(reportFormatOption())
    .option(...REPORT_FOLDER_FLAG)
    .addHelpText('after', '\nExample:\n  $ rowpact scan --consumer westside-contracts')
    .action(async (flags) => {
      const check = flags.check ?? false;
      finish(
        await carried(
          'scan',
          flags,
          world,
          async (options) => (await import('../scan.js')).planScan(options, check),
          flags.output,
        ),
      );
    });
}

/** `rowpact audit`. */
export function addAudit(program: Command, world: World, finish: Finish): void {
  program
    .command('audit')
    .description("Compare a list of shared tables with the consumers' code; without --list, each consumer's contract.")
    .option('--list <file>', 'the list: a contract YAML, or Markdown with a table of tables and columns')
    .option('--consumer <name>', 'only this consumer')
    .option('--producer <name>', 'only this producer')
    .option(...FROM_SNAPSHOT_FLAG)
    .option(...REGISTRY_FLAG)
    .option(...NO_CACHE_FLAG)
    .addOption(reportFormatOption())
    .option(...REPORT_FOLDER_FLAG)
    .addHelpText('after', '\nExample:\n  $ rowpact audit --list docs/migrations.md')
    .action(async (flags) => {
      const { list } = flags;
      const run = watched(
        'audit',
        flags,
        world,
        async (options) => (await import('../audit/audit.js')).audit({ ...options, list }),
        flags.output,
      );
      finish(await run);
    });
}

/** `rowpact explain`. */
export function addExplain(program: Command, world: World, finish: Finish): void {
  program
    .command('explain')
    .description('Tell who uses a column, a table or a type, where, and what a drop would break.')
    .argument('<name>', 'players.team_id, players, an enum, or * for every table')
    .option('--consumer <name>', 'only this consumer')
    .option('--producer <name>', 'only this producer')
    .option(...FROM_SNAPSHOT_FLAG)
    .option(...REGISTRY_FLAG)
    .option(...NO_CACHE_FLAG)
    .addOption(formatOption())
    .addHelpText('after', '\nExample:\n  $ rowpact explain players.team_id')
    .action(async (name, flags) => {
      const run = watched('explain', flags, world, async (options) =>
        (await import('../explain/explain.js')).explain(options, name),
      );
      finish(await run);
    });
}

/** `rowpact docs`. */
export function addDocs(program: Command, world: World, finish: Finish): void {
  program
    .command('docs')
    .description("Write the page that tells a producer's people who depends on their database.")
    .option('--output <file>', "the page (default: README.md in the producer's folder of the registry)")
    .option('--producer <name>', 'only this producer')
    .option(...FROM_SNAPSHOT_FLAG)
    .option(...REGISTRY_FLAG)
    .option(...CHECK_FLAG)
    .option(...NO_CACHE_FLAG)
    .addOption(formatOption())
    .addHelpText('after', '\nExample:\n  $ rowpact docs --output docs/consumers.md')
    .action(async (flags) => {
      const { output } = flags;
      finish(
        await carried('docs', flags, world, async (options) =>
          (await import('../docs.js')).planDocs({ ...options, output }),
        ),
      );
    });
}

/** `rowpact annotate`. */
export function addAnnotate(program: Command, world: World, finish: Finish): void {
  program
    .command('annotate')
    .description('Write the types of rows where TypeScript knows no text: at tags, cursors and the like.')
    .addOption(consumersOption())
    .option('--producer <name>', 'only this producer')
    .option(...FROM_SNAPSHOT_FLAG)
    .option(...REGISTRY_FLAG)
    .option('--check', 'write nothing; exit 1 when a call does not name the type of its rows')
    .option(...NO_CACHE_FLAG)
    .addOption(formatOption())
    .addHelpText('after', '\nExample:\n  $ rowpact annotate --consumer westside-contracts')
    .action(async (flags) => {
      if (flags.check) {
        const plan = async (options: RowpactOptions) => (await import('../annotate/annotate.js')).planAnnotate(options);
        finish(await carried('annotate', flags, world, plan));
        return;
      }
      const run = watched('annotate', flags, world, async (options) => {
        const { writeAnnotations } = await import('../annotate/write-annotations.js');
        return writeAnnotations(options, world.uninterrupted);
      });
      finish(await run);
    });
}

/** `rowpact adopt`. */
export function addAdopt(program: Command, world: World, finish: Finish): void {
  program
    .command('adopt')
    .description('Find row types that are written by hand, and put the generated ones in their place.')
    .option('--write', 'change the code; without it they are only shown')
    .option('--consumer <name>', 'only this consumer')
    .option('--producer <name>', 'only this producer')
    .option(...FROM_SNAPSHOT_FLAG)
    .option(...REGISTRY_FLAG)
    .option(...NO_CACHE_FLAG)
    .addOption(formatOption())
    .addHelpText('after', '\nExample:\n  $ rowpact adopt --consumer westside-contracts --write')
    .action(async (flags) => {
      if (flags.write) {
        const run = watched('adopt', flags, world, async (options) => {
          const { writeAdoption } = await import('../adopt/write-adoption.js');
          return writeAdoption(options, world.uninterrupted);
        });
        finish(await run);
        return;
      }
      finish(
        await carried('adopt', flags, world, async (options) =>
          (await import('../adopt/adopt.js')).planAdopt(options, false),
        ),
      );
    });
}
