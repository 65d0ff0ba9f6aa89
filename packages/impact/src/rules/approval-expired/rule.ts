import type { Approval, ImpactFinding } from '@rowpact/model';
import { lifecycleFinding } from '../../lifecycle/lifecycle-finding.js';
import { listing, producerStep, remedy } from '../wording.js';

/** An approval that holds no more: its last day is past. `needed`: the finding that it accepted is still there. */
export function approvalExpired(approval: Approval, producer: string, needed: boolean): ImpactFinding {
  const { fingerprint, hazard, by, expires } = approval;
  return notHeld(approval, producer, needed, {
    sentence: `the approval of ${hazard} ${fingerprint} by ${by} ended on ${expires}`,
    why: 'Somebody took the responsibility up to a day. After it, somebody decides again.',
    what: needed
      ? 'mend the finding, or approve it again with a new day'
      : 'remove it from `approvals:` in lifecycle.yaml',
  });
}

/** An approval by somebody who may not approve. */
export function approverNotAllowed(
  approval: Approval,
  producer: string,
  needed: boolean,
  approvers: readonly string[],
): ImpactFinding {
  const { fingerprint, hazard, by } = approval;
  return notHeld(approval, producer, needed, {
    sentence: `${by} may not approve, so the approval of ${hazard} ${fingerprint} does not hold`,
    why: `producer.yaml says who may: ${listing(approvers, 8)}.`,
    what: `let ${listing(approvers)} approve it`,
  });
}

function notHeld(
  { location, hazard, fingerprint, by }: Approval,
  producer: string,
  needed: boolean,
  { sentence, why, what }: { readonly sentence: string; readonly why: string; readonly what: string },
): ImpactFinding {
  return lifecycleFinding({
    rule: 'approval-expired',
    producer,
    verdict: 'may break',
    level: needed ? 'error' : 'warning',
    subject: null,
    sentence,
    location,
    why,
    remedy: remedy('An approval that does not hold accepts nothing.', producerStep(what)),
    same: [hazard, fingerprint, by],
  });
}
