import { join } from 'node:path';
import type { LeagueConsumer } from '../consumer/league-consumer.js';
import type { Subject } from '../measure/interleaved.js';
import { countEngineStarts, type NodeProgram, runNode } from '../measure/run-node.js';
import type { LeagueProducer } from '../producer/league-migrations.js';
import { type CheckEngineStarts, type CheckedSize, CHECKS } from '../results/goals.js';
import { type CheckWorkspace, checkWorkspace, scanLeague } from './check-workspace.js';
import { processSubject } from './process-subject.js';
import type { Environment } from './programs.js';

/** What checking a migration is measured on. */
export interface CheckSubjects {
  /** In one registry: nothing pending, nothing new, a statement new, the migration edited. */
  readonly one: readonly Subject[];
  /** The migration edited, in registries of several sizes. */
  readonly sizes: readonly Subject[];
  /** How often the embedded engine starts. */
  readonly engineStarts: CheckEngineStarts;
}

/** What is checked, and with what. */
export interface CheckTask {
  readonly producer: LeagueProducer;
  /** Tables that the pending migration may change, as SQL names them. */
  readonly tables: readonly string[];
  /** Its statements are dealt out to those that are checked. */
  readonly consumer: LeagueConsumer;
  readonly size: CheckedSize;
  readonly sizes: readonly CheckedSize[];
  readonly rowpact: string;
  readonly env: Environment;
}

/** `rowpact check` in a producer's repository: its consumers are elsewhere, their statements came with the registry. */
export async function checkSubjects(folder: string, task: CheckTask): Promise<CheckSubjects> {
  const { producer, tables, consumer, size, sizes, rowpact, env } = task;
  const league = await scanLeague(join(folder, 'seed'), producer, consumer, tables, { rowpact, env });
  const workspace = await checkWorkspace(join(folder, 'one'), league, size);
  const program = (cwd: string, exitCode: number): NodeProgram => ({
    script: rowpact,
    args: ['check'],
    cwd,
    env,
    exitCode,
  });
  const broken = program(workspace.folder, 1);
  const quiet = program(workspace.folder, 0);
  const edited = edits();
  const engineStarts = await lookOnce(workspace, { broken, quiet }, edited);
  // What is answered from memory has a repository of its own: nobody writes into it between its runs.
  const still = await checkWorkspace(join(folder, 'still'), league, size);
  const waiting = await checkWorkspace(join(folder, 'waiting'), league, size);
  await waiting.pend(0);
  return {
    one: [
      processSubject(CHECKS.nothingPending, program(still.folder, 0)),
      processSubject(CHECKS.again, program(waiting.folder, 1)),
      processSubject(CHECKS.newCheckout, quiet, async () => {
        await workspace.pend(null);
        await workspace.checkOutAgain();
      }),
      processSubject(CHECKS.newCheckoutPending, broken, async () => {
        await workspace.pend(0);
        await workspace.checkOutAgain();
      }),
      processSubject(CHECKS.statement, broken, async () => {
        await workspace.pend(0);
        await workspace.addStatement(edited());
      }),
      processSubject(CHECKS.edited, broken, () => workspace.pend(edited())),
    ],
    sizes: await Promise.all(
      sizes.map(async (one) => sizeSubject(await checkWorkspace(sizeFolder(folder, one), league, one), one)),
    ),
    engineStarts,
  };

  function sizeSubject(here: CheckWorkspace, of: CheckedSize): Subject {
    const subject = processSubject(CHECKS.size(of), program(here.folder, 1), () => here.pend(edited()));
    return { ...subject, items: here.statements };
  }
}

function sizeFolder(folder: string, { consumers, statementsEach }: CheckedSize): string {
  return join(folder, `${consumers}-consumers-${statementsEach}`);
}

/** Another number each time, so that no edit was seen before. */
function edits(): () => number {
  let last = 0;
  return () => ++last;
}

/** Counts the engine's starts, and looks whether what is measured finds what it is to find. */
async function lookOnce(
  { pend, statements }: CheckWorkspace,
  { broken, quiet }: { readonly broken: NodeProgram; readonly quiet: NodeProgram },
  edit: () => number,
): Promise<CheckEngineStarts> {
  await pend(null);
  await runNode(quiet);
  const nothingPending = await countEngineStarts(quiet);
  await pend(0);
  const { stdout } = await runNode({ ...broken, args: [...broken.args, '--format', 'json'] });
  const report = JSON.parse(stdout) as ReportOfCheck; // Our own report.
  const seen = report.checks[0]?.consumers.reduce((sum, one) => sum + (one.statements ?? 0), 0);
  if (seen !== statements || report.findings.length === 0)
    throw new Error(
      `the check looked at ${seen ?? 'no'} of ${statements} statements and found ${report.findings.length}`,
    );
  const again = await countEngineStarts(broken);
  await pend(edit());
  return { nothingPending, again, edited: await countEngineStarts(broken) };
}

interface ReportOfCheck {
  readonly checks: readonly { readonly consumers: readonly { readonly statements: number | null }[] }[];
  readonly findings: readonly unknown[];
}
