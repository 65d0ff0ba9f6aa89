import type { Approval, ImpactFinding } from '@rowpact/model';
import { approvalExpired, approverNotAllowed } from '../rules/approval-expired/rule.js';
import { approvalUnused } from '../rules/approval-unused/rule.js';
import type { Acceptance } from './lifecycle-question.js';

/** Rules about approvals themselves. */
export const APPROVAL_RULES: readonly string[] = ['approval-unused', 'approval-expired'];

/**
 * The same findings, with `accepted` where somebody took the responsibility, and what is wrong with the approvals themselves
 * behind them. An approval counts where it names the finding and its rule, holds today, and is by somebody who may approve. The
 * override accepts everything that is left, what nobody could look into too: an emergency is declared, not argued with.
 */
export function applyApprovals(findings: readonly ImpactFinding[], acceptance: Acceptance): readonly ImpactFinding[] {
  const known = new Set(acceptance.baseline.map(({ fingerprint, rule }) => `${fingerprint} ${rule}`));
  const all = [
    ...findings.map((finding) => accepted(finding, acceptance, known)),
    ...onApprovals(findings, acceptance),
  ];
  const { override } = acceptance;
  if (override === null) return all;
  return all.map((finding) =>
    finding.accepted ? finding : { ...finding, accepted: { how: 'override', ...override, until: null } },
  );
}

function accepted(
  finding: ImpactFinding,
  { approvals, approvers, today }: Acceptance,
  baseline: ReadonlySet<string>,
): ImpactFinding {
  const approval = approvals.find((one) => names(one, finding) && holds(one, approvers, today));
  if (approval) {
    const { by, why, expires: until } = approval;
    return { ...finding, accepted: { how: 'approval', by, why, until } };
  }
  if (!baseline.has(`${finding.fingerprint} ${finding.rule}`)) return finding;
  return {
    ...finding,
    accepted: { how: 'baseline', by: 'baseline.json', why: 'it was there when the gate was set up', until: null },
  };
}

function names({ fingerprint, hazard }: Approval, finding: ImpactFinding): boolean {
  return fingerprint === finding.fingerprint && hazard === finding.rule;
}

function holds({ expires, by }: Approval, approvers: readonly string[], today: string): boolean {
  return expires >= today && isAllowed(by, approvers);
}

function isAllowed(by: string, approvers: readonly string[]): boolean {
  return approvers.length === 0 || approvers.includes(by);
}

function onApprovals(
  findings: readonly ImpactFinding[],
  { producer, approvals, approvalsBefore, approvers, today, complete }: Acceptance,
): readonly ImpactFinding[] {
  return approvals.flatMap((approval): readonly ImpactFinding[] => {
    const needed = findings.some((finding) => names(approval, finding));
    if (!needed && !complete) return [];
    if (!isAllowed(approval.by, approvers)) return [approverNotAllowed(approval, producer, needed, approvers)];
    if (approval.expires < today) return [approvalExpired(approval, producer, needed)];
    if (needed) return [];
    const isNew = approvalsBefore !== null && !approvalsBefore.some((one) => sameApproval(one, approval));
    const elsewhere = findings.find(({ fingerprint }) => fingerprint === approval.fingerprint)?.rule ?? null;
    return [approvalUnused(approval, producer, isNew, elsewhere)];
  });
}

function sameApproval(left: Approval, right: Approval): boolean {
  return left.fingerprint === right.fingerprint && left.hazard === right.hazard;
}
