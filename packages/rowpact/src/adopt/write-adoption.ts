import type { FileReport, Report } from '@rowpact/model';
import { carryOut } from '../carry-out.js';
import { planGenerate } from '../generate.js';
import type { RowpactOptions } from '../options.js';
import type { Plan } from '../plan.js';
import { planScan } from '../scan.js';
import type { World } from '../world.js';
import { planAdopt } from './adopt.js';

/**
 * Puts the generated rows in place of the hand-written ones: first the contract says what the code uses and what the new
 * types need, then the modules are generated, and only then the code is changed that imports from them. Each step leaves
 * everything whole, and a second run changes nothing.
 */
export async function writeAdoption(options: RowpactOptions, uninterrupted: World['uninterrupted']): Promise<Report> {
  const write = (plan: Plan): Promise<Report> => uninterrupted(() => carryOut(plan));
  const scanned = await write(await planScan(options, false));
  const plan = await planAdopt(options, true);
  const contracts = await write({ ...plan, changes: plan.contracts });
  const generated = await write(await planGenerate(options));
  const report = await write(plan);
  // The code has moved and has a module more: the record of its statements follows.
  const settled = await write(await planScan(options, false));
  return {
    ...report,
    files: lastOfEach([scanned, contracts, generated, report, settled]),
    findings: [...report.findings, ...generated.findings],
    failures: generated.failures,
  };
}

/** A file that several steps wrote counts once, as changed where one of them changed it. */
function lastOfEach(reports: readonly Report[]): readonly FileReport[] {
  const files = new Map<string, FileReport>();
  for (const file of reports.flatMap((report) => report.files)) {
    const before = files.get(file.path);
    files.set(file.path, before && file.state === 'unchanged' ? before : file);
  }
  return [...files.values()].sort((left, right) => (left.path < right.path ? -1 : 1));
}
