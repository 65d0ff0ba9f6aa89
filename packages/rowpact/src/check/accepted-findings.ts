import type { ImpactFinding } from '@rowpact/model';
import { applyApprovals } from '@rowpact/impact';
import type { RegisteredProducer, Registry } from '@rowpact/registry';
import { readBaseline } from '@rowpact/registry/baseline';
import type { CheckOptions } from './check-options.js';
import type { CheckedLifecycle } from './lifecycle-findings.js';
import { OVERRIDE_VARIABLE } from './override-variable.js';

/** The same findings, with what somebody took the responsibility for, and what is wrong with approvals themselves. */
export async function acceptedFindings(
  registry: Registry,
  { producer }: RegisteredProducer,
  { file, approvalsBefore }: CheckedLifecycle,
  findings: readonly ImpactFinding[],
  options: CheckOptions,
): Promise<readonly ImpactFinding[]> {
  return applyApprovals(findings, {
    producer: producer.name,
    approvals: file.lifecycle.approvals,
    approvalsBefore,
    baseline: await readBaseline(registry.directory, producer.name),
    override: overrideIn(options),
    approvers: producer.policy.approvers,
    today: options.today,
    complete: options.consumer === undefined,
  });
}

function overrideIn({ env }: CheckOptions): { readonly by: string; readonly why: string } | null {
  const text = env[OVERRIDE_VARIABLE]?.trim() ?? '';
  if (text === '') return null;
  const colon = text.indexOf(':');
  const by = colon < 0 ? '' : text.slice(0, colon).trim();
  const why = colon < 0 ? text : text.slice(colon + 1).trim();
  return { by: by === '' ? OVERRIDE_VARIABLE : by, why };
}
