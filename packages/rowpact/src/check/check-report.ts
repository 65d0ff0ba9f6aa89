import {
  type CheckedChange,
  type CheckedConsumer,
  type CheckReport,
  type ImpactFinding,
  VERDICTS,
  type Verdict,
} from '@rowpact/model';
import { describeChange } from '@rowpact/impact';
import type { RegisteredProducer } from '@rowpact/registry';
import type { AskedConsumers } from './asked-consumers.js';
import type { ComparedProducer } from './compare-producer.js';
import type { DeployedVersions } from './deployed-versions.js';
import type { CheckedLifecycle } from './lifecycle-findings.js';

/** All that was found out about one producer. */
export interface CheckedParts {
  readonly asked: AskedConsumers;
  readonly deployed: DeployedVersions;
  readonly lifecycle: CheckedLifecycle;
  readonly findings: readonly ImpactFinding[];
}

/** What was compared and looked at, beside the findings. */
export function checkReport(
  { producer, contracts }: RegisteredProducer,
  { base, head, pending, changes }: ComparedProducer,
  parts: CheckedParts,
): CheckReport {
  return {
    producer: producer.name,
    base,
    head,
    migrations: pending.map(({ label, path }) => ({ label, path })),
    changes: changes.map((change): CheckedChange => {
      const { subject, sentence } = describeChange(change);
      return { subject, sentence, verdict: worst(sentence, parts.findings), location: change.origin?.location ?? null };
    }),
    // With no change nobody was asked, and nobody had to be.
    consumers: (changes.length === 0 ? [] : contracts).map(({ contract }) => checkedConsumer(contract.consumer, parts)),
    safe: safeStatements(parts),
    removals: parts.lifecycle.removals,
    stale: null,
  };
}

function worst(change: string, findings: readonly ImpactFinding[]): Verdict {
  const verdicts = new Set(findings.filter((finding) => finding.change === change).map(({ verdict }) => verdict));
  return VERDICTS.find((verdict) => verdicts.has(verdict)) ?? 'safe';
}

function checkedConsumer(name: string, { asked, deployed, findings }: CheckedParts): CheckedConsumer {
  const found = asked.consumers.find((consumer) => consumer.name === name);
  return {
    name,
    statements: found?.use.statements.length ?? null,
    blind: findings.filter(({ consumer, rule }) => consumer === name && rule === 'could-not-look').length,
    deployed: deployed.checked.get(name) ?? [],
  };
}

/** A statement is safe that no finding stands at. */
function safeStatements({ asked, findings }: CheckedParts): number {
  const hurt = new Set(
    findings.flatMap(({ consumer, location, evidence }) =>
      [location, ...evidence.flatMap(({ from }) => from ?? [])].map(
        (place) => `${consumer ?? ''} ${place.file}:${place.line ?? 0}`,
      ),
    ),
  );
  const all = asked.consumers.flatMap(({ name, source, use }) =>
    use.statements.map(({ place }) => {
      const file = source === '.' || source === '' ? place.file : `${source}/${place.file}`;
      return `${name} ${file}:${place.line}`;
    }),
  );
  return all.filter((place) => !hurt.has(place)).length;
}
