import type { Change, ImpactFinding } from '@rowpact/model';
import { byCodeUnit, displaySubject } from '@rowpact/model';
import {
  changeOf,
  declaredNames,
  dropInWords,
  dropPlace,
  migrationOf,
  type Drop,
  type LifecycleAt,
} from '../../lifecycle/drops.js';
import { sameStatement } from '../../lifecycle/fallen-items.js';
import { lifecycleFinding } from '../../lifecycle/lifecycle-finding.js';
import type { LifecycleRule } from '../../lifecycle/lifecycle-rule.js';
import { listing, producerStep, remedy } from '../wording.js';
import { destruction } from './destruction.js';

/** A migration that drops what was announced destroys nothing else; other announced drops pass the same demands and may stand beside it. */
export const dropNotAlone: LifecycleRule = {
  id: 'drop-not-alone',
  judge: (at) => {
    const seen = new Set<string>();
    return at.drops.flatMap((drop): readonly ImpactFinding[] => {
      const migration = migrationOf(drop.change);
      if (drop.announcement === null || migration === null || seen.has(migration)) return [];
      seen.add(migration);
      const others = destroyedBeside(drop, at);
      return others.length === 0 ? [] : [finding(drop, at, others)];
    });
  },
};

function destroyedBeside(drop: Drop, { question, drops }: LifecycleAt): readonly string[] {
  const migration = migrationOf(drop.change);
  const announced = drops.filter((one) => one.announcement !== null && migrationOf(one.change) === migration);
  const declared = new Set(
    announced.flatMap(({ announcement }) => (announcement ? declaredNames(announcement) : [])).map(({ name }) => name),
  );
  const known = new Set<Change>(announced.flatMap(({ change }) => change ?? []));
  const found = question.changes
    .filter((change) => migrationOf(change) === migration && !known.has(change))
    .filter(
      (change) => !announced.some((one) => one.change && sameStatement(change, one.change) && !namedItself(change)),
    )
    .flatMap((change) => {
      const destroyed = destruction(change);
      return destroyed === null || isDeclared(destroyed.names, declared) ? [] : [destroyed.what];
    });
  return [...new Set(found)].sort(byCodeUnit);
}

/** What the drop's own statement takes along is for `cascade-undeclared` to say. */
function namedItself(change: Change): boolean {
  return 'cascaded' in change ? !change.cascaded : change.kind === 'data-written';
}

function isDeclared(names: readonly string[], declared: ReadonlySet<string>): boolean {
  return names.some((name) => declared.has(name));
}

function finding(drop: Drop, { question }: LifecycleAt, others: readonly string[]): ImpactFinding {
  return lifecycleFinding({
    rule: 'drop-not-alone',
    producer: question.producer,
    verdict: 'may break',
    subject: drop.subject,
    sentence: `${dropInWords(drop)}, and the same migration ${listing(others)}`,
    change: changeOf(drop),
    location: dropPlace(drop, question),
    migration: drop.change?.origin?.location ?? null,
    why: 'An announced drop is let through because nobody uses what goes. Beside it, something else would be let through unnoticed, and neither could be taken back alone.',
    remedy: remedy(
      `Leave the drop of ${displaySubject(drop.subject)} alone in its migration.`,
      producerStep('move everything else into another migration'),
      producerStep(
        'what is dropped and made again because it hangs on this object is named under `cascade:` in lifecycle.yaml',
      ),
    ),
    same: others,
  });
}
