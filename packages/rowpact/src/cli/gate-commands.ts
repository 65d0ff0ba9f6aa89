import { type Command, Option } from '@commander-js/extra-typings';
import type { Report } from '@rowpact/model';
import type { CheckOptions } from '../check/check-options.js';
import type { RowpactOptions } from '../options.js';
import type { PlannedCommand } from '../run-plan.js';
import type { World } from '../world.js';
import {
  carried,
  consumersOption,
  type Finish,
  formatOption,
  FROM_SNAPSHOT_FLAG,
  NO_CACHE_FLAG,
  REGISTRY_FLAG,
  REPORT_FOLDER_FLAG,
  reportFormatOption,
  watched,
} from './flags.js';

/** `rowpact check`. */
export function addCheck(program: Command, world: World, finish: Finish): void {
  program
    .command('check')
    .description('Say whom the pending migrations break, where, and the safe way to do it.')
    .option('--base <ref>', 'a git ref, such as origin/main: what its merge-base with HEAD has, has run')
    .option('--from <revision>', 'the last migration that has run')
    .option('--to <revision>', 'stop at this migration')
    .addOption(consumersOption())
    .option('--producer <name>', 'only this producer')
    .option('--recorded', "take the registry's record of every consumer, also where its source is here")
    .option('--typecheck', "let each consumer's own type-check say what it sees of it")
    .option('--write-baseline', 'accept what is found today, so that only new findings fail')
    .option(...FROM_SNAPSHOT_FLAG)
    .option(...REGISTRY_FLAG)
    .option(...NO_CACHE_FLAG)
    .addOption(reportFormatOption())
    .option(...REPORT_FOLDER_FLAG)
    .addHelpText('after', '\nExamples:\n  $ rowpact check --base origin/main\n  $ rowpact check --from 018 --to 019')
    .action(async (flags) => {
      const { base, from, recorded, typecheck, writeBaseline } = flags;
      const asked = { base, from, recorded, typecheck };
      if (writeBaseline === true) {
        const plan: PlannedCommand['plan'] = async (options) =>
          (await import('../check/write-baseline.js')).planBaseline({ ...options, ...asked, ...ofWorld(world) });
        finish(await carried('check', flags, world, plan, flags.output));
        return;
      }
      const startedAt = world.now();
      const work = async (options: RowpactOptions): Promise<Report> => {
        const { rememberedCheck } = await import('../check/remembered-check.js');
        return rememberedCheck({ ...options, ...asked, ...ofWorld(world) }, startedAt);
      };
      finish(await watched('check', flags, world, work, flags.output));
    });
}

/** The day and what must not be interrupted, as the world has them. */
function ofWorld({ now, uninterrupted }: World): Pick<CheckOptions, 'today' | 'uninterrupted'> {
  return { today: new Date(now()).toISOString().slice(0, 10), uninterrupted };
}

const KINDS = ['column', 'table', 'enum value', 'constraint', 'default'] as const;

/** `rowpact deprecate`. */
export function addDeprecate(program: Command, world: World, finish: Finish): void {
  program
    .command('deprecate')
    .description('Announce what is to go, so that consumers see it in their types; the first phase of a drop.')
    .argument('<name>', 'players.team_id, a table, an enum value as type.value, a constraint as table.name')
    .option('--reason <text>', 'why it goes; it stands in the types of every consumer')
    .option('--replacement <name>', 'what to use instead')
    .option('--remove-after <day>', 'the day after which it may be dropped (default: the earliest the policy allows)')
    .option('--cascade <object...>', 'what falls with it, such as "view active_players"')
    .addOption(new Option('--kind <kind>', 'what the name means, where it could mean several things').choices(KINDS))
    .option('--dropped <migration>', 'it is gone: keep its name reserved')
    .option('--revive', 'take the announcement back')
    .option('--producer <name>', 'only this producer')
    .option(...REGISTRY_FLAG)
    .addOption(formatOption())
    .addHelpText(
      'after',
      '\nExample:\n  $ rowpact deprecate players.team_id --replacement player_teams.team_id --remove-after 2027-01-15 --reason "players may be in several teams"',
    )
    .action(async (name, flags) => {
      const said = {
        ...{ name, kind: flags.kind ?? null, reason: flags.reason ?? null, replacement: flags.replacement ?? null },
        ...{ removeAfter: flags.removeAfter ?? null, cascade: flags.cascade ?? [], dropped: flags.dropped ?? null },
        revive: flags.revive ?? false,
      };
      const plan: PlannedCommand['plan'] = async (options) =>
        (await import('../lifecycle/deprecate.js')).planDeprecate({ ...options, ...said, ...ofWorld(world) });
      finish(await carried('deprecate', flags, world, plan));
    });
}

/** `rowpact migration`. */
export function addMigration(program: Command, world: World, finish: Finish): void {
  program
    .command('migration')
    .description(
      'Write the next migration, called as those that are there; one that drops something says how it may go.',
    )
    .argument('[name]', 'what it does, in a few words; what it drops, when left out')
    .option(
      '--drop <object>',
      'what it drops, as in deprecate, with or without its kind: players.team_id, "default players.score"; may be repeated',
      (object: string, before: readonly string[]): readonly string[] => [...before, object],
      [],
    )
    .option('--producer <name>', 'whose migration it is')
    .option(...REGISTRY_FLAG)
    .addOption(formatOption())
    .addHelpText('after', '\nExample:\n  $ rowpact migration --drop players.team_id')
    .action(async (name, flags) => {
      const said = { name: name ?? null, drop: flags.drop, now: world.now() };
      const plan: PlannedCommand['plan'] = async (options) =>
        (await import('../migration/plan-migration.js')).planMigration({ ...options, ...said });
      finish(await carried('migration', flags, world, plan));
    });
}

/** `rowpact lifecycle`. */
export function addLifecycle(program: Command, world: World, finish: Finish): void {
  program
    .command('lifecycle')
    .description('List what is on its way out: its state, who holds it back, and the next step for each.')
    .option('--producer <name>', 'only this producer')
    .option('--recorded', "take the registry's record of every consumer, also where its source is here")
    .option(...FROM_SNAPSHOT_FLAG)
    .option(...REGISTRY_FLAG)
    .option(...NO_CACHE_FLAG)
    .addOption(formatOption())
    .addHelpText('after', '\nExample:\n  $ rowpact lifecycle')
    .action(async (flags) => {
      const { recorded } = flags;
      finish(
        await watched('lifecycle', flags, world, async (options) =>
          (await import('../lifecycle/in-flight.js')).inFlight({ ...options, recorded, ...ofWorld(world) }),
        ),
      );
    });
}

/** `rowpact deployed`. */
export function addDeployed(program: Command, world: World, finish: Finish): void {
  program
    .command('deployed')
    .description('Record which version of a consumer runs where: a drop waits until none of them uses what goes.')
    .argument('<consumer>', 'the consumer')
    .argument('<sha>', 'the commit that runs from now on')
    .requiredOption('--environment <name>', 'where it runs, such as production')
    .option('--producer <name>', 'only this producer')
    .option(...REGISTRY_FLAG)
    .addOption(formatOption())
    .addHelpText(
      'after',
      '\nExample:\n  $ rowpact deployed westside-contracts "$(git rev-parse HEAD)" --environment production',
    )
    .action(async (consumer, sha, flags) => {
      const { environment } = flags;
      const plan: PlannedCommand['plan'] = async (options) =>
        (await import('../lifecycle/deployed.js')).planDeployed({
          ...options,
          ...{ consumer, sha, environment },
          ...ofWorld(world),
        });
      finish(await carried('deployed', flags, world, plan));
    });
}

/** `rowpact approve`. */
export function addApprove(program: Command, world: World, finish: Finish): void {
  program
    .command('approve')
    .description('Let one finding of check through for some time, with a name under it.')
    .argument('<fingerprint>', 'of the finding, as check prints it')
    .requiredOption('--hazard <rule>', 'the rule of the finding, by name')
    .requiredOption('--by <who>', 'who takes the responsibility')
    .requiredOption('--why <text>', 'why it is let through')
    .requiredOption('--expires <day>', 'the last day on which it is let through')
    .option('--producer <name>', 'only this producer')
    .option(...REGISTRY_FLAG)
    .addOption(formatOption())
    .addHelpText(
      'after',
      '\nExample:\n  $ rowpact approve 0123456789abcdef --hazard column-dropped --by anna --why "page is off" --expires 2027-01-15',
    )
    .action(async (fingerprint, flags) => {
      const { hazard, by, why, expires } = flags;
      const plan: PlannedCommand['plan'] = async (options) =>
        (await import('../lifecycle/approve.js')).planApprove({
          ...options,
          ...{ fingerprint, hazard, by, why, expires },
          ...ofWorld(world),
        });
      finish(await carried('approve', flags, world, plan));
    });
}
