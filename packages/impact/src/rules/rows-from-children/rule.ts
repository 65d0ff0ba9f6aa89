import type { Change } from '@rowpact/model';
import { withAncestors } from '../../judge/ancestors.js';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { tellConsumers } from '../remedies.js';
import { plainName, rowsReached } from '../row-readers.js';
import { takenAfter } from '../statement-facts.js';
import { maker, relationName } from '../wording.js';

type Child = Extract<Change, { readonly kind: 'child-attached' | 'child-detached' }>;

/** A relation gains or loses the rows of a partition or an inheriting table. */
export const rowsFromChildren: Rule = {
  id: 'rows-from-children',
  about: ['child-attached', 'child-detached'],
  judge: (change, at) =>
    change.kind === 'child-attached' || change.kind === 'child-detached' ? judge(change, at) : null,
};

function judge(change: Child, at: StatementAt): Judgement | null {
  if (!takenAfter(at) || /\bfrom\s+only\b/iu.test(at.statement.text)) return null;
  if (change.kind === 'child-attached' && isBornEmpty(change)) return null;
  const reached = withAncestors(change.relation, at.question.before.snapshot)
    .map((relation) => ({ relation, reached: rowsReached(at, relation) }))
    .find((each) => each.reached !== null);
  if (reached === undefined) return null;
  const [name, child] = [relationName(reached.relation), relationName(change.child)];
  const gains = change.kind === 'child-attached';
  return {
    verdict: 'silent',
    ...(gains ? {} : { level: 'warning' as const }),
    what: gains
      ? `reads ${name}, which ${maker(change)} gives the rows of ${child} too`
      : `reads ${name}, which loses the rows of ${child}: ${maker(change)} ${change.gone ? 'drops' : 'takes'} it${change.gone ? '' : ' away'}`,
    why: 'A relation answers its own rows and those of everything that is a part of it or inherits from it.',
    underline: plainName(reached.relation),
    behind: reached.reached?.behind ?? false,
    remedy: gains
      ? tellConsumers(
          `Make sure that the readers of ${name} want the rows of ${child}.`,
          `where they do not: read FROM ONLY ${name}, deploy, and run \`rowpact scan\``,
        )
      : tellConsumers(
          `Make sure that no reader of ${name} needs the rows of ${child} any more.`,
          `where they are needed: read ${child} as well, deploy, and run \`rowpact scan\``,
        ),
  };
}

/** A new partition has no rows but those that are written through its parent. */
function isBornEmpty({ how, origin }: Child): boolean {
  return how === 'partition' && !/\battach\b/iu.test(origin?.statement ?? '');
}
