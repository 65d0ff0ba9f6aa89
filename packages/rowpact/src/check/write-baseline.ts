import type { ImpactFinding } from '@rowpact/model';
import { baselineFile } from '@rowpact/registry/baseline';
import type { Plan, PlannedChange } from '../plan.js';
import { APPROVAL_RULES } from '@rowpact/impact';
import { chosenProducers, registryInUse } from '../registry-in-use.js';
import { check } from './check.js';
import type { CheckOptions } from './check-options.js';

/** Works out the baseline of each producer: what check finds today and nobody approved fails no more, until it is gone. */
export async function planBaseline(options: CheckOptions): Promise<Plan> {
  const registry = await registryInUse(options);
  const report = await check(options);
  const changes: PlannedChange[] = chosenProducers(registry, options).map(({ producer }) => {
    const entries = report.findings.flatMap((finding) =>
      finding.kind === 'impact' && finding.producer === producer.name && isWorthKeeping(finding)
        ? [{ fingerprint: finding.fingerprint, rule: finding.rule, sentence: finding.sentence }]
        : [],
    );
    const file = baselineFile(producer.name, entries, registry.name);
    return { ...file, producer: producer.name, consumer: null, within: '.' };
  });
  const { producers, notes } = report;
  return {
    ...{ command: 'check', root: registry.root, changes, producers, findings: [], whenChecked: [], notes },
    ...{ inputs: null, outputs: [] },
  };
}

/** What an approval lets through already, what fails nothing, and what is wrong with approvals themselves is not taken in. */
function isWorthKeeping({ accepted, level, rule }: ImpactFinding): boolean {
  return accepted?.how !== 'approval' && level !== 'note' && !APPROVAL_RULES.includes(rule);
}
