import type { Approval, ImpactFinding } from '@rowpact/model';
import { lifecycleFinding } from '../../lifecycle/lifecycle-finding.js';
import { producerStep, remedy } from '../wording.js';

/**
 * An approval that accepts nothing. One that was there before the change set has done its work; a new one is misspelt, or about
 * another trouble than its author thinks.
 */
export function approvalUnused(
  approval: Approval,
  producer: string,
  isNew: boolean,
  elsewhere: string | null,
): ImpactFinding {
  const { fingerprint, hazard, location } = approval;
  const otherwise = elsewhere === null ? 'there is no such finding' : `that finding is of ${elsewhere}`;
  return lifecycleFinding({
    rule: 'approval-unused',
    producer,
    verdict: 'may break',
    level: isNew ? 'error' : 'warning',
    subject: null,
    sentence: `the approval of ${hazard} ${fingerprint} accepts nothing: ${otherwise}`,
    location,
    why: 'An approval that nobody needs any more would accept the same trouble if it came back.',
    remedy: remedy(
      elsewhere === null ? 'Remove the approval.' : `Name the hazard ${elsewhere}, if that is what is meant.`,
      producerStep(
        elsewhere === null
          ? 'remove it from `approvals:` in lifecycle.yaml, or copy the fingerprint from the finding again'
          : `write \`hazard: ${elsewhere}\`: whoever approves names what it is`,
      ),
    ),
    same: [hazard, fingerprint],
  });
}
