import { join, posix } from 'node:path';
import {
  byCodeUnit,
  type FileChange,
  type FileReport,
  type FileState,
  type Finding,
  type ProducerReport,
  type Report,
} from '@rowpact/model';
import { applyFileChanges, compareFileChanges, type FileStates } from '@rowpact/registry';
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
  /** The folder that the file must lie in, links followed: `.` for the root, or the consumer's own, relative to the root. */
  readonly within: string;
}

/** Writes what the plan says, each file atomically and only where it differs. What cannot be written stops it before the first write. */
export async function carryOut(plan: Plan): Promise<Report> {
  const files = await compare(plan);
  const states = new Map(files.map(({ path, state }) => [path, state]));
  const changed = plan.changes.filter(({ path }) => states.get(path) !== 'unchanged');
  for (const [folder, changes] of byFolder(changed))
    await applyFileChanges(join(plan.root, folder), relativeTo(folder, changes));
  return reportOf(plan, files, plan.findings);
}

/** Writes nothing; each file that is not as the plan says is a finding with its diff. */
export async function checkOnly(plan: Plan): Promise<Report> {
  const files = await compare(plan);
  return reportOf(plan, files, [...plan.findings, ...(await staleFiles(plan, files))]);
}

function reportOf(plan: Plan, files: readonly FileReport[], findings: readonly Finding[]): Report {
  const { command, producers, notes } = plan;
  return { command, producers, files, findings, failures: [], notes };
}

async function compare(plan: Plan): Promise<readonly FileReport[]> {
  const reports: FileReport[] = [];
  for (const [folder, changes] of byFolder(plan.changes)) {
    const states = statesByPath(await compareFileChanges(join(plan.root, folder), relativeTo(folder, changes)));
    for (const { path, producer, consumer } of changes) {
      const state = states.get(posix.relative(folder, path)) ?? 'unchanged';
      reports.push({ path, state, producer, consumer });
    }
  }
  return reports.sort((left, right) => byCodeUnit(left.path, right.path));
}

const STATES: readonly FileState[] = ['created', 'updated', 'deleted', 'unchanged'];

function statesByPath(states: FileStates): ReadonlyMap<string, FileState> {
  return new Map(STATES.flatMap((state) => states[state].map((path) => [path, state] as const)));
}

function byFolder(changes: readonly PlannedChange[]): ReadonlyMap<string, readonly PlannedChange[]> {
  const folders = new Map<string, PlannedChange[]>();
  for (const change of changes) {
    const group = folders.get(change.within);
    if (group) group.push(change);
    else folders.set(change.within, [change]);
  }
  return folders;
}

function relativeTo(folder: string, changes: readonly PlannedChange[]): readonly FileChange[] {
  return changes.map(({ path, content }) => ({ path: posix.relative(folder, path), content }));
}
