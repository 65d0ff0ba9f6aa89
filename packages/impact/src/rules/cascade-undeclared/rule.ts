import { columnId, displaySubject, type Change, type ImpactFinding } from '@rowpact/model';
import {
  changeOf,
  declaredNames,
  dropInWords,
  dropPlace,
  migrationOf,
  type Drop,
  type LifecycleAt,
} from '../../lifecycle/drops.js';
import { sameItem, type FallenItem } from '../../lifecycle/fallen-items.js';
import { lifecycleFinding } from '../../lifecycle/lifecycle-finding.js';
import type { LifecycleRule } from '../../lifecycle/lifecycle-rule.js';
import { listing, producerStep, remedy } from '../wording.js';

/** What falls with an announced object is what its announcement says, no more and no less. */
export const cascadeUndeclared: LifecycleRule = {
  id: 'cascade-undeclared',
  judge: (at) => at.drops.flatMap((drop) => judge(drop, at)),
};

function judge(drop: Drop, { question }: LifecycleAt): readonly ImpactFinding[] {
  const { announcement, change } = drop;
  if (announcement === null || change === null) return [];
  const declared = declaredNames(announcement);
  const extra = drop.fallen.filter((item) => !declared.some((one) => sameItem(one, item) || holds(one, item)));
  const touched = question.changes.filter((one) => migrationOf(one) === migrationOf(change) && one !== change);
  const idle = declared.filter(
    (item) =>
      !drop.fallen.some((one) => sameItem(one, item) || holds(item, one)) && !touched.some((one) => isAbout(one, item)),
  );
  const name = displaySubject(drop.subject);
  const common = {
    rule: 'cascade-undeclared',
    producer: question.producer,
    verdict: 'may break',
    subject: drop.subject,
    change: changeOf(drop),
    migration: change.origin?.location ?? null,
  } as const;
  const list = (items: readonly FallenItem[]): string => listing(items.map(inWords));
  return [
    ...(extra.length === 0
      ? []
      : [
          lifecycleFinding({
            ...common,
            location: dropPlace(drop, question),
            sentence: `${dropInWords(drop)}, and ${list(extra)} ${extra.length === 1 ? 'falls' : 'fall'} with it unannounced`,
            why: 'CASCADE takes along whatever hangs on the object. Who uses that was never asked to let go of it.',
            remedy: remedy(
              `Say under \`cascade:\` of ${name} what falls with it, or keep it.`,
              producerStep(`add to \`cascade:\` in lifecycle.yaml: ${extra.map(inWords).join(', ')}`),
              producerStep('or change those objects in an earlier migration, and drop without CASCADE'),
            ),
            same: ['fell', ...extra.map(inWords)],
          }),
        ]),
    ...(idle.length === 0
      ? []
      : [
          lifecycleFinding({
            ...common,
            location: announcement.location,
            sentence: `${list(idle)} was announced to fall with ${name} and is still there`,
            why: 'Consumers were told that it goes. Either it was forgotten, or the announcement is wrong.',
            remedy: remedy(
              `Drop it with ${name}, or take it out of \`cascade:\`.`,
              producerStep(`take out of \`cascade:\` in lifecycle.yaml: ${idle.map(inWords).join(', ')}`),
            ),
            same: ['stayed', ...idle.map(inWords)],
          }),
        ]),
  ];
}

/** A declared relation covers its columns, triggers and so on. */
function holds(declared: FallenItem, item: FallenItem): boolean {
  return item.name.startsWith(`${declared.name}.`);
}

/** Whether the migration did something to it: dropped it by name, made it again, replaced it. */
function isAbout(change: Change, { kind, name }: FallenItem): boolean {
  if (change.kind === 'type-dropped') return change.type === name;
  if (change.kind === 'routine-dropped') return change.before.signature === name;
  if (change.kind === 'sequence-dropped') return change.before.id === name;
  if (!('relation' in change)) return false;
  if (RELATIONS.has(kind)) return change.relation === name && ABOUT_RELATION.has(change.kind);
  const own = nameOf(change);
  return own !== null && columnId(change.relation, own) === name;
}

/** The name of what a change took away from its table. */
function nameOf(change: Change): string | null {
  switch (change.kind) {
    case 'column-dropped':
    case 'column-renamed':
      return change.column;
    case 'column-default-changed':
      return change.after === null ? change.column : null;
    case 'constraint-dropped':
    case 'constraint-renamed':
    case 'trigger-dropped':
    case 'policy-dropped':
    case 'rule-dropped':
      return change.before.name;
    default:
      return null;
  }
}

const RELATIONS: ReadonlySet<string> = new Set(['view', 'materialized view', 'table', 'foreign table']);
const ABOUT_RELATION: ReadonlySet<string> = new Set([
  'relation-dropped',
  'relation-replaced',
  'relation-renamed',
  'view-definition-changed',
  'column-dropped',
]);

function inWords({ kind, name }: FallenItem): string {
  return `${kind} ${displaySubject(name)}`;
}
