import type { GatePolicy, ImpactFinding, Level, Verdict } from '@rowpact/model';

const MILDER: readonly Level[] = ['error', 'warning', 'note'];

/** How much a finding weighs: the policy's word on the rule counts; else the milder of the rule's own level and the policy's word on the verdict. */
export function levelOf(
  rule: string,
  { verdict, level }: { readonly verdict: Verdict; readonly level?: Level },
  { levels }: GatePolicy,
): Level {
  const chosen = levels[rule];
  if (chosen !== undefined) return chosen;
  const ranks = [level, levels[verdict]].map((each) => (each === undefined ? 0 : MILDER.indexOf(each)));
  return MILDER[Math.max(...ranks)] ?? 'error';
}

/** Findings that were made without the policy, with the levels that it says. */
export function withLevels(findings: readonly ImpactFinding[], policy: GatePolicy): readonly ImpactFinding[] {
  return findings.map((finding) => ({ ...finding, level: levelOf(finding.rule, finding, policy) }));
}
