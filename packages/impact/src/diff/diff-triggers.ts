import type { PolicyDetail, RuleDetail, TriggerDetail } from '@rowpact/model';
import type { Comparison } from './comparison.js';
import { memberKeys } from './diff-constraints.js';
import { found, row, type FoundChange } from './found-change.js';
import { matchMembers, type KeyOf } from './match-members.js';
import type { NamesAfter } from './names-after.js';
import type { RelationPair } from './pair-relations.js';

/** Triggers, rules and policies of a relation. What is disabled before and after is nobody's concern. */
export function diffAttached(pair: RelationPair, { names }: Comparison): readonly FoundChange[] {
  return [...triggerChanges(pair, names), ...ruleChanges(pair, names), ...policyChanges(pair, names)];
}

function triggerChanges(
  { name: relation, before, after, same }: RelationPair,
  names: NamesAfter,
): readonly FoundChange[] {
  const { kept, gone, added } = matchMembers(before.triggers, after.triggers, memberKeys(same));
  const touched = (...triggers: readonly TriggerDetail[]): ReturnType<typeof row> =>
    row('pg_trigger', ...triggers.map(({ oid }) => oid));
  return [
    ...gone
      .filter(({ enabled }) => enabled)
      .map((one) => found({ kind: 'trigger-dropped', relation, before: one, disabled: false }, touched(one))),
    ...added
      .filter(({ enabled }) => enabled)
      .map((one) => found({ kind: 'trigger-added', relation, after: one }, touched(one))),
    ...kept.flatMap(([old, now]): readonly FoundChange[] => {
      const rows = touched(now, old);
      if (old.enabled && !now.enabled)
        return [found({ kind: 'trigger-dropped', relation, before: old, disabled: true }, rows)];
      if (!old.enabled && now.enabled) return [found({ kind: 'trigger-added', relation, after: now }, rows)];
      if (!now.enabled || sameTrigger(old, now, names)) return [];
      return [found({ kind: 'trigger-changed', relation, before: old, after: now }, rows)];
    }),
  ];
}

/** Triggers fire in the order of their names, so that the name is part of what a trigger does. */
function sameTrigger(before: TriggerDetail, after: TriggerDetail, names: NamesAfter): boolean {
  return before.name === after.name && names.sameText(before.definition, after.definition);
}

function ruleChanges({ name: relation, before, after, same }: RelationPair, names: NamesAfter): readonly FoundChange[] {
  const { kept, gone, added } = matchMembers(before.rules, after.rules, memberKeys(same));
  const touched = (...rules: readonly RuleDetail[]): ReturnType<typeof row> =>
    row('pg_rewrite', ...rules.map(({ oid }) => oid));
  return [
    ...gone
      .filter(({ enabled }) => enabled)
      .map((one) => found({ kind: 'rule-dropped', relation, before: one }, touched(one))),
    ...added
      .filter(({ enabled }) => enabled)
      .map((one) => found({ kind: 'rule-added', relation, after: one }, touched(one))),
    ...kept.flatMap(([old, now]): readonly FoundChange[] => {
      const rows = touched(now, old);
      if (old.enabled && !now.enabled) return [found({ kind: 'rule-dropped', relation, before: old }, rows)];
      if (!old.enabled && now.enabled) return [found({ kind: 'rule-added', relation, after: now }, rows)];
      if (!now.enabled || names.sameText(old.definition, now.definition, [old.name, now.name])) return [];
      return [found({ kind: 'rule-changed', relation, before: old, after: now }, rows)];
    }),
  ];
}

function policyChanges(
  { name: relation, before, after, same }: RelationPair,
  names: NamesAfter,
): readonly FoundChange[] {
  const byName: KeyOf<PolicyDetail> = ({ name }) => name;
  const { kept, gone, added } = matchMembers(
    before.policies,
    after.policies,
    same ? [({ oid }) => oid, byName] : [byName],
  );
  const touched = (...policies: readonly PolicyDetail[]): ReturnType<typeof row> =>
    row('pg_policy', ...policies.map(({ oid }) => oid));
  return [
    ...gone.map((one) => found({ kind: 'policy-dropped', relation, before: one }, touched(one))),
    ...added.map((one) => found({ kind: 'policy-added', relation, after: one }, touched(one))),
    ...kept
      .filter(([old, now]) => !samePolicy(old, now, names))
      .map(([old, now]) => found({ kind: 'policy-changed', relation, before: old, after: now }, touched(now, old))),
  ];
}

/** Its name does nothing. */
function samePolicy(before: PolicyDetail, after: PolicyDetail, names: NamesAfter): boolean {
  return (
    before.command === after.command &&
    before.permissive === after.permissive &&
    [...before.roles].sort().join() === [...after.roles].sort().join() &&
    names.sameText(before.using, after.using) &&
    names.sameText(before.check, after.check)
  );
}
