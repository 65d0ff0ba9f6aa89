import type { CheckReport, ConsumerReport, Failure, ImpactFinding, ProducerReport, Report } from '@rowpact/model';
import type { RegisteredProducer, Registry } from '@rowpact/registry';
import { withLevels } from '@rowpact/impact';
import { chosenProducers, registryInUse, withPlacesFrom } from '../registry-in-use.js';
import { refuseUnknownLevels } from './known-rules.js';
import { acceptedFindings } from './accepted-findings.js';
import { askedConsumers, NOBODY } from './asked-consumers.js';
import type { CheckOptions } from './check-options.js';
import { checkReport } from './check-report.js';
import { compareProducer, schemaBefore } from './compare-producer.js';
import { deployedVersions, NOTHING_DEPLOYED } from './deployed-versions.js';
import { judgeChanges } from './judge-changes.js';
import { lifecycleFindings } from './lifecycle-findings.js';
import { typecheckFindings } from './typecheck-findings.js';
import { unscannedFindings } from './unscanned-findings.js';

/** Answers before the merge: what do the pending migrations change, whom does that break, where, and what is the safe way. */
export async function check(options: CheckOptions): Promise<Report> {
  const registry = await registryInUse(options);
  const checked: CheckedProducer[] = [];
  for (const entry of chosenProducers(registry, options))
    checked.push(await withPlacesFrom(registry.root, () => checkProducer(registry, entry, options)));
  return {
    command: 'check',
    producers: checked.map(({ producer }) => producer),
    files: [],
    checks: checked.map((one) => one.check),
    consumers: checked.flatMap(({ consumers }) => consumers),
    findings: checked.flatMap(({ findings }) => findings),
    failures: checked.flatMap(({ failures }) => failures),
    notes: checked.flatMap(({ notes }) => notes),
  };
}

interface CheckedProducer {
  readonly producer: ProducerReport;
  readonly check: CheckReport;
  readonly consumers: readonly ConsumerReport[];
  readonly findings: readonly ImpactFinding[];
  readonly failures: readonly Failure[];
  readonly notes: readonly string[];
}

async function checkProducer(
  registry: Registry,
  entry: RegisteredProducer,
  options: CheckOptions,
): Promise<CheckedProducer> {
  const { name, policy } = entry.producer;
  refuseUnknownLevels(entry);
  const compared = await compareProducer(registry, entry, options);
  // With no change there is nothing to ask anybody about.
  const changed = compared.changes.length > 0;
  const asked = changed ? await askedConsumers(registry, entry, schemaBefore(compared), options) : NOBODY;
  const deployed = changed ? await deployedVersions(registry, entry, options) : NOTHING_DEPLOYED;
  const everybody = [...asked.consumers, ...deployed.consumers];
  const judged = await judgeChanges(name, compared, everybody, policy, options);
  const unscanned = unscannedFindings([...asked.unscanned, ...deployed.unscanned], compared.changes);
  const lifecycle = await lifecycleFindings(registry, entry, compared, { asked, deployed }, options);
  const proven = await typecheckFindings(registry, entry, compared, judged, options);
  const all = [...proven.findings, ...withLevels([...unscanned, ...lifecycle.findings], policy)];
  const findings = await acceptedFindings(registry, entry, lifecycle, all, options);
  return {
    producer: compared.report,
    check: checkReport(entry, compared, { asked, deployed, lifecycle, findings }),
    consumers: asked.reports,
    findings,
    failures: proven.failures,
    notes: [...compared.notes, ...asked.notes, ...deployed.notes, ...proven.notes],
  };
}
