import {
  byCodeUnit,
  type FileChange,
  type FileReport,
  type Finding,
  type ProducerReport,
  type Report,
} from '@rowpact/model';
import { applyFileChanges, compareFileChanges } from '@rowpact/registry';
import { staleFiles } from './stale-files.js';

/** What a command would write, worked out and not yet written: the CLI writes it to disk, the Nx generator to its tree. */
export interface Plan {
  readonly command: string;
  /** Absolute; every path in the plan is relative to it. */
  readonly root: string;
  readonly changes: readonly PlannedChange[];
  readonly producers: readonly ProducerReport[];
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
}

/** One file as a command wants it to be, and for whom. */
export interface PlannedChange extends FileChange {
  readonly producer: string;
  readonly consumer: string | null;
}

/** Writes what the plan says, each file atomically and only where it differs. */
export async function carryOut(plan: Plan): Promise<Report> {
  const states = await applyFileChanges(plan.root, plan.changes);
  return reportOf(plan, fileReports(plan, states), plan.findings);
}

/** Writes nothing; each file that is not as the plan says is a finding with its diff. */
export async function checkOnly(plan: Plan): Promise<Report> {
  const states = await compareFileChanges(plan.root, plan.changes);
  const stale = await staleFiles(plan, states);
  return reportOf(plan, fileReports(plan, states), [...plan.findings, ...stale]);
}

function reportOf(plan: Plan, files: readonly FileReport[], findings: readonly Finding[]): Report {
  const { command, producers, notes } = plan;
  return { command, producers, files, findings, failures: [], notes };
}

/** The paths of a plan by what happened, or would happen, to each. */
export interface FileStates {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly deleted: readonly string[];
  readonly unchanged: readonly string[];
}

function fileReports(plan: Plan, states: FileStates): readonly FileReport[] {
  const owners = new Map(plan.changes.map((change) => [change.path, change]));
  const kinds = ['created', 'updated', 'deleted', 'unchanged'] as const;
  return kinds
    .flatMap((state) => states[state].map((path) => ({ path, state })))
    .map(({ path, state }) => ({
      path,
      state,
      producer: owners.get(path)?.producer ?? '',
      consumer: owners.get(path)?.consumer ?? null,
    }))
    .sort((left, right) => byCodeUnit(left.path, right.path));
}
