import { partsOf, type Change, type RelationId } from '@rowpact/model';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { accessesBefore, analysisAfter, isDirect, refusedAfter } from '../statement-facts.js';
import { maker, producerStep, consumerStep, relationName, remedy } from '../wording.js';

type Created = Extract<Change, { readonly kind: 'relation-created' | 'relation-renamed' }>;

/** A new relation stands earlier in the consumer's search path than the one of the same name that it means. */
export const relationShadowed: Rule = {
  id: 'relation-shadowed',
  about: ['relation-created', 'relation-renamed'],
  judge: (change, at) =>
    change.kind === 'relation-created' || change.kind === 'relation-renamed' ? judge(change, at) : null,
};

function judge(change: Created, at: StatementAt): Judgement | null {
  const created = change.kind === 'relation-created' ? change.relation : change.to;
  const meant = shadowedBy(created, change, at);
  if (meant === null) return null;
  const refused = refusedAfter(at) !== null;
  const [name, own] = [relationName(created), relationName(meant)];
  return {
    verdict: refused ? 'breaks' : 'silent',
    what: `means ${own}, and gets ${name}, which ${maker(change)} ${change.kind === 'relation-created' ? 'creates' : 'puts'} before it on the search path`,
    why: 'A name without a schema is the first relation of that name along the search path, which begins with the schema named like the role.',
    underline: partsOf(created).name,
    remedy: remedy(
      `Say the schema, or give the new relation another name.`,
      consumerStep(`write ${meant} instead of ${partsOf(meant).name}, deploy, and run \`rowpact scan\``),
      producerStep(`create ${name} after that, or under another name`),
    ),
  };
}

/** The relation that the statement meant by the name; null where it does not mean the new one now. */
function shadowedBy(created: RelationId, change: Created, at: StatementAt): RelationId | null {
  const { schema, name } = partsOf(created);
  const own = change.kind === 'relation-renamed' ? change.relation : null;
  const meant = accessesBefore(at).find(
    ({ relation, ...access }) =>
      isDirect({ relation, ...access }) &&
      relation !== own &&
      partsOf(relation).name === name &&
      partsOf(relation).schema !== schema,
  )?.relation;
  if (meant === undefined || !at.question.after.snapshot.relations.some(({ id }) => id === meant)) return null;
  const after = analysisAfter(at);
  if (after !== null)
    return after.relations.some((access) => isDirect(access) && access.relation === created) ? meant : null;
  return comesFirst(schema, partsOf(meant).schema, at) && refusedAfter(at) !== null ? meant : null;
}

/** Whether names are looked up in one schema before another. */
function comesFirst(schema: string, other: string, { consumer: { searchPath, role } }: StatementAt): boolean {
  const path = (searchPath.length > 0 ? searchPath : ['$user', 'public']).map((part) =>
    part === '$user' ? role : part,
  );
  const [at, otherAt] = [path.indexOf(schema), path.indexOf(other)];
  return at >= 0 && (otherAt < 0 || at < otherAt);
}
