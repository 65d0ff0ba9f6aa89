import type { Deprecation } from '@rowpact/model';
import { mayTouch } from '../../lifecycle/blinds-about.js';
import type { LifecycleQuestion } from '../../lifecycle/lifecycle-question.js';
import { targetOf } from '../../lifecycle/target.js';

/** Whether a consumer inserts into the column's table, or may: nobody else is kept from letting go of the column. */
export function stillWritten(announced: Deprecation, { after, versions }: LifecycleQuestion): boolean {
  const { relations } = targetOf(announced, after);
  return versions.some(({ use, deployed }) => {
    if (deployed !== null) return false;
    if (use === null || use.unreadable.length > 0) return true;
    const inserts = use.statements.some(({ access }) =>
      access.some(({ relation, omitted }) => relations.has(relation) && omitted !== null),
    );
    return inserts || use.blinds.some((blind) => mayTouch(blind, relations));
  });
}
