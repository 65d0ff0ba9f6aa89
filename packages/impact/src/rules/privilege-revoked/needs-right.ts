import { partsOf, splitName, type Change, type RelationAccess, type RelationId } from '@rowpact/model';
import type { StatementAt } from '../../rule.js';
import { does } from '../../writing/statement-writes.js';
import { accessesBefore, accessesTo, analysisBefore } from '../statement-facts.js';

export type Revoked = Extract<Change, { kind: 'privilege-revoked' | 'privilege-granted' }>;

/** Whether the statement needs the very right that is taken away, whoever sends it. */
export function needsRight({ on, object, privilege, columns }: Revoked, at: StatementAt): boolean {
  switch (on) {
    case 'relation':
      // The object of a right on a relation is its id.
      return accessesTo(at, object as RelationId)
        .filter((access) => access.through.length === 0)
        .some((access) => uses(access, privilege, columns, at));
    case 'schema':
      return privilege === 'USAGE' && usesSchema(object, at);
    case 'routine':
      return (analysisBefore(at)?.functions ?? []).includes(object);
    case 'sequence':
    case 'type':
      // Sequences have a rule of their own; PostgreSQL asks for no right on a type to use its values.
      return false;
  }
}

function uses(access: RelationAccess, privilege: string, columns: readonly string[] | null, at: StatementAt): boolean {
  const among = (names: readonly string[]): boolean =>
    columns === null ? names.length > 0 : names.some((name) => columns.includes(name));
  switch (privilege) {
    case 'SELECT':
      // What ON CONFLICT looks at has to be readable.
      return among([...access.read, ...access.exposed]) || access.wholeRow || access.arbiter !== null;
    case 'INSERT':
      return columns === null ? does(access, 'insert') : among(access.insert);
    case 'UPDATE':
      return among(access.update) || (columns === null && locks(at));
    case 'DELETE':
      return access.deletes;
    default:
      return false;
  }
}

/** `SELECT … FOR UPDATE` needs the right to UPDATE. */
export function locks({ statement }: Pick<StatementAt, 'statement'>): boolean {
  return /\bfor\s+(?:no\s+key\s+update|update|share|key\s+share)\b/iu.test(statement.text);
}

function usesSchema(schema: string, at: StatementAt): boolean {
  const names = [
    ...accessesBefore(at)
      .filter(({ through }) => through.length === 0)
      .map(({ relation }) => partsOf(relation).schema),
    ...(analysisBefore(at)?.functions ?? []).map((signature) => splitName(signature.replace(/\(.*$/su, ''))?.[0]),
  ];
  return names.includes(splitName(schema)?.[0] ?? schema);
}
