import { Command, CommanderError } from '@commander-js/extra-typings';
import type { World } from '../world.js';
import type { Finish } from './flags.js';
import { addApprove, addCheck, addDeployed, addDeprecate, addLifecycle, addMigration } from './gate-commands.js';
import { addCache, addInit, addMigrations } from './plain-commands.js';
import { addGenerate, addSnapshot, addWatch } from './schema-commands.js';
import { addAdopt, addAnnotate, addAudit, addDocs, addExplain, addScan } from './use-commands.js';

/** In the order in which the help lists them. */
const COMMANDS: readonly ((program: Command, world: World, finish: Finish) => void)[] = [
  addInit,
  addSnapshot,
  addGenerate,
  addWatch,
  addScan,
  addCheck,
  addAudit,
  addExplain,
  addDocs,
  addAdopt,
  addAnnotate,
  addDeprecate,
  addLifecycle,
  addMigration,
  addDeployed,
  addApprove,
  addMigrations,
  addCache,
];

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
  for (const add of COMMANDS) add(program, world, finish);
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
  return code;
}

const EXIT_CODES = 'Exit codes: 0 fine, 1 findings (a person must act), 2 could not do it.';
