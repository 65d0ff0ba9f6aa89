import type { RoutineAspect, RoutineDetail } from '@rowpact/model';
import type { Comparison } from './comparison.js';
import { diffPrivileges } from './diff-privileges.js';
import { found, row, type FoundChange } from './found-change.js';
import { matchMembers } from './match-members.js';
import type { NamesAfter } from './names-after.js';

/** Functions, procedures and aggregates. One dropped and made again with other arguments is two things. */
export function diffRoutines({ before, after, names, identity, cascades }: Comparison): readonly FoundChange[] {
  const { kept, gone, added } = matchMembers(before.state.details.routines, after.state.details.routines, [
    ...(identity === 'catalog' ? [({ oid }: RoutineDetail) => oid] : []),
    ({ signature }) => signature,
  ]);
  const signatures = new Set(after.state.details.routines.map(({ signature }) => signature));
  const touched = (...routines: readonly RoutineDetail[]): ReturnType<typeof row> =>
    row('pg_proc', ...routines.map(({ oid }) => oid));
  return [
    ...gone.map((one) =>
      found({ kind: 'routine-dropped', before: one, cascaded: cascades.routine(one) }, touched(one)),
    ),
    ...added.map((one) => found({ kind: 'routine-created', after: one }, touched(one))),
    ...kept.flatMap(([old, now]) => {
      const rows = touched(now, old);
      const moved = old.name !== now.name || old.schema !== now.schema;
      const what = changedAspects(old, now, names);
      return [
        ...(moved ? [found({ kind: 'routine-renamed', before: old, after: now }, rows)] : []),
        ...(what.length > 0 ? [found({ kind: 'routine-changed', before: old, after: now, what }, rows)] : []),
        ...diffPrivileges(
          { on: 'routine', object: moved && signatures.has(old.signature) ? now.signature : old.signature },
          old.privileges,
          now.privileges,
          { catalog: 'pg_proc', oid: now.oid },
        ),
      ];
    }),
  ];
}

function changedAspects(before: RoutineDetail, after: RoutineDetail, names: NamesAfter): readonly RoutineAspect[] {
  const aspects: RoutineAspect[] = [];
  // A body that is kept as text is not renamed with what it names.
  const sameBody = after.bodyIsAnalysed ? names.sameText(before.body, after.body) : before.body === after.body;
  if (!sameBody || before.language !== after.language || before.bodyIsAnalysed !== after.bodyIsAnalysed)
    aspects.push('body');
  if (!names.sameText(before.arguments, after.arguments)) aspects.push('arguments');
  if (!names.sameText(before.returns, after.returns) || before.kind !== after.kind) aspects.push('result');
  if (before.volatility !== after.volatility) aspects.push('volatility');
  if (before.strict !== after.strict) aspects.push('strictness');
  const otherOwner = before.owner !== after.owner && (before.securityDefiner || after.securityDefiner);
  if (before.securityDefiner !== after.securityDefiner || otherOwner) aspects.push('security');
  if (!sameSettings(before.settings, after.settings)) aspects.push('settings');
  return aspects;
}

/** Whether two records of settings say the same. */
export function sameSettings(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): boolean {
  const names = Object.keys(before);
  return names.length === Object.keys(after).length && names.every((name) => before[name] === after[name]);
}
