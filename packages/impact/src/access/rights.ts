import { relationId, splitName, type Privilege, type RelationId, type SchemaState } from '@rowpact/model';
import { relationIn } from '../writing/schema-facts.js';

/** What is known of the role that a consumer connects as. */
export interface KnownRole {
  readonly name: string;
  /** The role, those it is a member of, and PUBLIC. */
  readonly acting: ReadonlySet<string>;
  readonly superuser: boolean;
  readonly bypassRowSecurity: boolean;
}

/** Null where nobody named the role, or where this database has none of that name: then nobody knows what it is a member of. */
export function knownRole(name: string | null, { details }: SchemaState): KnownRole | null {
  const role = details.roles.find((one) => one.name === name);
  if (role === undefined) return null;
  const acting = new Set(['PUBLIC', role.name]);
  const open = [...role.memberOf];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (acting.has(next)) continue;
    acting.add(next);
    open.push(...(details.roles.find((one) => one.name === next)?.memberOf ?? []));
  }
  return { name: role.name, acting, superuser: role.superuser, bypassRowSecurity: role.bypassRowSecurity };
}

/** Whether the role has one of some rights on a thing, as its owner, by itself, through a role or with everybody. */
export function holds(
  role: KnownRole,
  thing: { readonly owner?: string; readonly privileges: readonly Privilege[] },
  wanted: readonly string[],
): boolean {
  if (role.superuser || (thing.owner !== undefined && role.acting.has(thing.owner))) return true;
  return thing.privileges.some(({ grantee, privilege }) => role.acting.has(grantee) && wanted.includes(privilege));
}

/** The relation that a name in a function's body means: with its schema, else in the first schema of the path that has it. */
export function namedRelation(name: string, path: readonly string[], state: SchemaState): RelationId | null {
  const parts = splitName(name);
  const [first, second] = parts ?? [];
  if (first === undefined) return null;
  const schemas = second === undefined ? path : [first];
  const plain = second ?? first;
  const found = schemas.map((schema) => relationId(schema, plain)).find((id) => relationIn(state, id) !== null);
  return found ?? null;
}
