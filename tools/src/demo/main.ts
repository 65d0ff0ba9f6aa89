import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyIncident, type IncidentCopy } from './incident-copy.js';
import { ClaimFailed, type Stage, type StageCommand, stageOn } from './stage.js';

const REPOSITORY = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const BIN = join(REPOSITORY, 'node_modules', '.bin');

/** `npm run demo`: the incident, and how the consumer's own type-check catches it. Works in a temporary copy. */
async function demo(stage: Stage, copy: IncidentCopy): Promise<void> {
  const commands = commandsFor(copy);
  stage.scene(
    'The day before',
    'basketball-api owns the database; its newest migration is 018. westside-contracts reads its tables with raw SQL,',
    'and describes a row of `players` in an interface written by hand, with `team_id: number | null`.',
  );
  stage.run({ ...commands.typecheck, exitCode: 0, meaning: 'the consumer compiles' });

  const [name = ''] = await copy.addMigrations('019');
  stage.scene('The incident', `The producer merges ${name}, which drops players.team_id.`);
  stage.run({ ...commands.typecheck, exitCode: 0, meaning: 'still compiles, and answers HTTP 500 in production' });

  stage.scene(
    'The same service with generated rows',
    'One edit to src/lib/types.ts replaces the interface; rowpact writes the rows from the migrations up to 018.',
  );
  stage.lines(
    '',
    '- export interface Player { id: number; … team_id: number | null; … }',
    `+ ${await copy.adoptGeneratedRow()}`,
  );
  stage.run({ ...commands.generate('--to', '018'), exitCode: 0, meaning: 'rows as of migration 018' });
  stage.run({ ...commands.typecheck, exitCode: 0, meaning: 'nothing else had to change' });

  stage.scene('Migration 019 again', 'Generate from the newest migration, and type-check.');
  stage.run({ ...commands.snapshot, exitCode: 0, meaning: 'the schema has lost the column' });
  stage.run({ ...commands.generate(), exitCode: 1, meaning: 'the contract still names what is gone' });
  stage.run({ ...commands.typecheck, exitCode: 2, meaning: 'each line that uses players.team_id, and no other' });
  stage.run({ ...commands.svelteCheck, exitCode: 1, meaning: 'the same, with the line in the Svelte markup' });

  await copy.typeStatements();
  stage.scene(
    'With no type of a row at all',
    '`statements: true` in the contract types each statement where it is run. The page says no type at its queries any more:',
    'it reads `SELECT p.*`, and the name of the team with a list of columns that has `p.team_id` in it.',
  );
  stage.run({ ...commands.generate(), exitCode: 1, meaning: 'PostgreSQL does not take that list any more' });
  stage.run({ ...commands.typecheck, exitCode: 2, meaning: 'each read of team_id that comes out of a query' });

  stage.scene(
    'The other consumers',
    'coach-dashboard reads player_teams.team_id, another column of that name; notifier reads the outbox only.',
  );
  stage.run({ ...commands.otherTypecheck(copy.coachDashboard), exitCode: 0, meaning: 'untouched' });
  stage.run({ ...commands.otherTypecheck(copy.notifier), exitCode: 0, meaning: 'untouched' });
}

interface Commands {
  readonly typecheck: Command;
  readonly svelteCheck: Command;
  readonly snapshot: Command;
  generate(...args: readonly string[]): Command;
  otherTypecheck(folder: string): Command;
}

type Command = Omit<StageCommand, 'exitCode' | 'meaning'>;

function commandsFor(copy: IncidentCopy): Commands {
  const tool = (name: string, args: readonly string[], cwd: string, prefix = ''): Command => ({
    shown: `${prefix}npx ${[name, ...args].join(' ')}`,
    program: join(BIN, name),
    args,
    cwd,
  });
  const rowpact = (...args: readonly string[]): Command => tool('rowpact', args, copy.service);
  return {
    typecheck: tool('tsc', ['--noEmit'], copy.service),
    svelteCheck: tool('svelte-check', ['--output', 'human'], copy.service),
    snapshot: rowpact('snapshot'),
    generate: (...args) => rowpact('generate', ...args),
    otherTypecheck: (folder) => tool('tsc', ['--noEmit'], folder, `cd ${folder.slice(copy.root.length + 1)} && `),
  };
}

const NEXT = `
What to try next
   npm run dev:examples        open the repaired service in a browser, against an embedded PostgreSQL
   npx rowpact migrations      the order in which the producer's migrations run
   npx rowpact generate        in this repository: everything is up to date
   npx rowpact explain players.date_of_birth
                               who uses a column, where, and what a drop would break
   npx nx generate @rowpact/nx:row-types --dry-run
   npx rowpact init            in your own project
`;

const colour = process.stdout.isTTY && !process.env.NO_COLOR;
const write = (text: string): void => void process.stdout.write(text);
const copy = await copyIncident(REPOSITORY);
process.once('SIGINT', () => void copy.remove().finally(() => process.exit(130)));
try {
  await demo(stageOn(write, colour), copy);
  write(NEXT);
} catch (error) {
  if (!(error instanceof ClaimFailed)) throw error;
  process.stderr.write(`\nThe demo's claim does not hold: ${error.message}\n`);
  process.exitCode = 1;
} finally {
  await copy.remove();
}
