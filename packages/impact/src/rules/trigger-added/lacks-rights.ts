import { splitName, type RelationId } from '@rowpact/model';
import { holds, knownRole, namedRelation } from '../../access/rights.js';
import type { StatementAt } from '../../rule.js';
import { detailOf, routineIn } from '../../writing/schema-facts.js';
import type { NewTrigger } from './new-trigger.js';

/** What the trigger's function does that the consumer's role may not; null where it may, or where its role is not known. */
export function lacksRights(
  { trigger, body, before }: NewTrigger,
  { question: { after }, consumer }: StatementAt,
): { readonly privilege: string; readonly relation: RelationId; readonly role: string } | null {
  const role = knownRole(consumer.role, after);
  const routine = routineIn(after, trigger.function);
  if (body === null || role === null || routine === null || routine.securityDefiner) return null;
  const path = pathOf(routine.settings['search_path'], consumer.searchPath);
  for (const { privilege, name } of body.writesInto) {
    if (before?.writesInto.some((one) => one.privilege === privilege && one.name === name) === true) continue;
    const relation = namedRelation(name, path, after);
    const detail = relation === null ? null : detailOf(after, relation);
    if (relation === null || detail === null || holds(role, detail, [privilege])) continue;
    const onColumns = detail.columnPrivileges.some(
      (one) => one.privilege === privilege && role.acting.has(one.grantee),
    );
    if (!onColumns) return { privilege, relation, role: role.name };
  }
  return null;
}

function pathOf(setting: string | undefined, searchPath: readonly string[]): readonly string[] {
  if (setting !== undefined) return setting.split(',').flatMap((part) => splitName(part.trim()) ?? []);
  return searchPath.length > 0 ? searchPath : ['public'];
}
