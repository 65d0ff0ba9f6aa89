import { type CheckReport, failsTheCommand, type ImpactFinding, type Report } from '@rowpact/model';

/** Findings of a check by what they ask of the reader. */
export interface SortedFindings {
  /** They fail the check. */
  readonly failing: readonly ImpactFinding[];
  readonly warnings: readonly ImpactFinding[];
  readonly notes: readonly ImpactFinding[];
  /** Somebody took the responsibility. */
  readonly accepted: readonly ImpactFinding[];
}

/** What was found about changes, of all producers or of one. */
export function sortedFindings(report: Pick<Report, 'findings'>, check?: CheckReport): SortedFindings {
  const impacts = report.findings
    .filter((finding) => finding.kind === 'impact')
    .filter(({ producer }) => check === undefined || producer === check.producer);
  const open = impacts.filter(({ accepted }) => accepted === null);
  return {
    failing: open.filter(failsTheCommand),
    warnings: open.filter(({ level }) => level === 'warning'),
    notes: open.filter(({ level }) => level === 'note'),
    accepted: impacts.filter(({ accepted }) => accepted !== null),
  };
}

/** What nobody could look at, whoever took the responsibility for it: while there is some, nobody may say that nobody breaks. */
export function unseenCount(report: Pick<Report, 'findings' | 'checks'>): number {
  const found = report.findings.filter((finding) => finding.kind === 'impact' && finding.verdict === 'unknown');
  const consumers = (report.checks ?? []).flatMap((check) => check.consumers);
  const unread = consumers.filter(({ statements, deployed, blind }) => {
    return statements === null || blind > 0 || deployed.some((one) => one.statements === null);
  });
  // A finding stands for each of them as a rule; where none does (a level set to nothing), they count themselves.
  return Math.max(found.length, unread.length);
}
