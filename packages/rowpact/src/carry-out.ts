import { byCodeUnit, type FileReport, type FileState, type Finding, type Report } from '@rowpact/model';
import { applyFileChanges, compareFileChanges, type FileStates } from '@rowpact/registry/files';
import type { Plan } from './plan.js';
import { staleFiles } from './stale-files.js';

/** Writes what the plan says, each file atomically and only where it differs. What cannot be written stops it before the first write. */
export async function carryOut(plan: Plan): Promise<Report> {
  const states = await applyFileChanges(plan.root, plan.changes);
  return reportOf(plan, fileReports(plan, states), plan.findings);
}

/** Writes nothing; each file that is not as the plan says is a finding with its diff. */
export async function checkOnly(plan: Plan): Promise<Report> {
  const files = fileReports(plan, await compareFileChanges(plan.root, plan.changes));
  return reportOf(plan, files, [...plan.findings, ...plan.whenChecked, ...(await staleFiles(plan, files))]);
}

function reportOf(plan: Plan, files: readonly FileReport[], findings: readonly Finding[]): Report {
  const { command, producers, consumers, rowTypes, notes } = plan;
  const seen = { ...(consumers && { consumers }), ...(rowTypes && { rowTypes }) };
  return { command, producers, ...seen, files, findings, failures: [], notes };
}

const STATES: readonly FileState[] = ['created', 'updated', 'deleted', 'unchanged'];

function fileReports(plan: Plan, states: FileStates): readonly FileReport[] {
  const stateOf = new Map(STATES.flatMap((state) => states[state].map((path) => [path, state] as const)));
  return plan.changes
    .filter(({ path, content }) => content !== null || stateOf.get(path) === 'deleted')
    .map(({ path, producer, consumer }) => ({ path, state: stateOf.get(path) ?? 'unchanged', producer, consumer }))
    .sort((left, right) => byCodeUnit(left.path, right.path));
}
