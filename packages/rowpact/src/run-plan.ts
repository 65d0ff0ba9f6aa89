import type { Report } from '@rowpact/model';
import { runMemory } from './finished-runs.js';
import type { RowpactOptions } from './options.js';
import type { Plan } from './plan.js';

/** One command that plans files and then writes or compares them. */
export interface PlannedCommand {
  readonly name:
    | 'snapshot'
    | 'generate'
    | 'scan'
    | 'docs'
    | 'adopt'
    | 'annotate'
    | 'check'
    | 'deprecate'
    | 'deployed'
    | 'approve'
    | 'migration';
  readonly plan: (options: RowpactOptions) => Promise<Plan>;
  /** Compare only, write nothing. */
  readonly check: boolean;
  /** Milliseconds since 1970, when the command began. */
  readonly startedAt: number;
  /** Does the writing so that Ctrl-C waits for its end: a moment, and no temporary file is left behind. */
  readonly uninterrupted: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

/** Runs a command that plans files; with nothing changed since it last finished, it answers from memory. */
export async function runPlanned(command: PlannedCommand, options: RowpactOptions): Promise<Report> {
  const memory = runMemory(command.name, options, command.startedAt);
  const remembered = await memory.recall();
  if (remembered) return remembered;
  const plan = await command.plan(options);
  const { carryOut, checkOnly } = await import('./carry-out.js');
  const report = await (command.check ? checkOnly(plan) : command.uninterrupted(() => carryOut(plan)));
  if (!report.findings.some(({ kind }) => kind === 'stale-file')) await memory.remember(plan, report);
  return report;
}
