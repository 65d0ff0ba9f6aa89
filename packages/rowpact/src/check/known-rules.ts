import { fail, nearestName, VERDICTS } from '@rowpact/model';
import { APPROVAL_RULES, LIFECYCLE_RULES, RULES } from '@rowpact/impact';
import type { RegisteredProducer } from '@rowpact/registry';
import { TYPECHECK_RULE } from '../typecheck/attach-proof.js';

/** The name of every rule there is: what approvals and levels may name. */
export function ruleNames(): readonly string[] {
  return [...[...RULES, ...LIFECYCLE_RULES].map(({ id }) => id), ...APPROVAL_RULES, TYPECHECK_RULE];
}

/** A level for a rule that does not exist would be a rule that somebody believes is switched. */
export function refuseUnknownLevels({ producer, path, locate }: RegisteredProducer): void {
  const known = [...ruleNames(), ...VERDICTS];
  for (const name of Object.keys(producer.policy.levels)) {
    if (known.includes(name)) continue;
    const nearest = nearestName(name, known);
    fail({
      code: 'registry-invalid',
      message: `policy.levels: there is no rule and no verdict named ${name}`,
      hint: nearest === null ? 'name a rule as `rowpact check` prints it, or a verdict' : `did you mean ${nearest}?`,
      location: { ...locate(['policy', 'levels', name]), file: path },
    });
  }
}
