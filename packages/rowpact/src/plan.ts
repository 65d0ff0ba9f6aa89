import {
  byCodeUnit,
  type FileReport,
  type FileState,
  type Finding,
  type ProducerReport,
  type Report,
} from '@rowpact/model';
import { applyFileChanges, type BoundedChange, compareFileChanges, type FileStates } from '@rowpact/registry';
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
  /** Absolute paths of all that the plan was made from; null where not all of it lies in files (a server was asked). */
  readonly inputs: readonly string[] | null;
  /** Absolute paths of what is to be as the plan says, and of folders that must hold nothing else. */
  readonly outputs: readonly string[];
}

/** One file as a command wants it to be, and for whom. */
export interface PlannedChange extends BoundedChange {
  readonly producer: string;
  readonly consumer: string | null;
  /** The folder that the file must lie in, links followed: `.` for the root, or the consumer's own, relative to the root. */
  readonly within: string;
}

/** Writes what the plan says, each file atomically and only where it differs. What cannot be written stops it before the first write. */
export async function carryOut(plan: Plan): Promise<Report> {
  const states = await applyFileChanges(plan.root, plan.changes);
  return reportOf(plan, fileReports(plan, states), plan.findings);
}

/** Writes nothing; each file that is not as the plan says is a finding with its diff. */
export async function checkOnly(plan: Plan): Promise<Report> {
  const files = fileReports(plan, await compareFileChanges(plan.root, plan.changes));
  return reportOf(plan, files, [...plan.findings, ...(await staleFiles(plan, files))]);
}

function reportOf(plan: Plan, files: readonly FileReport[], findings: readonly Finding[]): Report {
  const { command, producers, notes } = plan;
  return { command, producers, files, findings, failures: [], notes };
}

const STATES: readonly FileState[] = ['created', 'updated', 'deleted', 'unchanged'];

function fileReports(plan: Plan, states: FileStates): readonly FileReport[] {
  const stateOf = new Map(STATES.flatMap((state) => states[state].map((path) => [path, state] as const)));
  return plan.changes
    .filter(({ path, content }) => content !== null || stateOf.get(path) === 'deleted')
    .map(({ path, producer, consumer }) => ({ path, state: stateOf.get(path) ?? 'unchanged', producer, consumer }))
    .sort((left, right) => byCodeUnit(left.path, right.path));
}
