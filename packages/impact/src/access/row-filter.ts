import type { PolicyDetail, RelationId, SchemaState } from '@rowpact/model';
import { detailOf } from '../writing/schema-facts.js';
import { knownRole } from './rights.js';

/** Which rows row security lets a role see, or write. */
export type RowFilter =
  | { readonly kind: 'open' }
  /** Row security is on, and no policy lets anything through. */
  | { readonly kind: 'closed' }
  /** `text`: a boolean SQL expression. `certain`: whether its policies surely are the role's. */
  | { readonly kind: 'filtered'; readonly text: string; readonly certain: boolean };

export type RowCommand = 'select' | 'insert' | 'update' | 'delete';

const OPEN: RowFilter = { kind: 'open' };

/**
 * What a role meets in a relation.
 * @param role null, or one that the database does not know, for an ordinary role of which nothing is known
 * @param part the rows that a statement finds, or those that it leaves behind
 */
export function rowFilter(
  state: SchemaState,
  relation: RelationId,
  role: string | null,
  command: RowCommand,
  part: 'using' | 'check',
): RowFilter {
  const detail = detailOf(state, relation);
  if (detail?.rowSecurity !== true) return OPEN;
  const known = knownRole(role, state);
  if (known !== null && (known.superuser || known.bypassRowSecurity)) return OPEN;
  if (known?.acting.has(detail.owner) === true && !detail.forcedRowSecurity) return OPEN;
  const policies = state.details.policies.filter(
    (one) => one.relation === relation && (one.command === 'all' || one.command === command),
  );
  const mine = policies.filter(({ roles }) => (known === null ? true : roles.some((name) => known.acting.has(name))));
  const certain = known !== null || mine.every(({ roles }) => roles.includes('PUBLIC'));
  return combined(mine, part, certain);
}

/** Permissive policies each let rows through; restrictive ones each hold rows back. */
function combined(policies: readonly PolicyDetail[], part: 'using' | 'check', certain: boolean): RowFilter {
  const expressions = (permissive: boolean): readonly string[] =>
    policies.filter((one) => one.permissive === permissive).map((one) => expressionOf(one, part));
  const allowing = expressions(true);
  const restricting = expressions(false).filter((text) => !isTrue(text));
  if (allowing.length === 0) return { kind: 'closed' };
  const isOpen = allowing.some(isTrue);
  if (isOpen && restricting.length === 0 && certain) return OPEN;
  const allowed = isOpen ? [] : [joined(allowing, ' OR ')];
  return { kind: 'filtered', text: joined([...allowed, ...restricting], ' AND ') || 'true', certain };
}

/** Without WITH CHECK, what a policy shows is also what may be written. */
function expressionOf({ using, check }: PolicyDetail, part: 'using' | 'check'): string {
  return (part === 'check' ? (check ?? using) : using) ?? 'true';
}

function isTrue(text: string): boolean {
  return /^\(*true\)*$/iu.test(text.trim());
}

function joined(texts: readonly string[], word: string): string {
  const sorted = [...new Set(texts)].sort((left, right) => (left < right ? -1 : 1));
  return sorted.length < 2 ? sorted.join('') : sorted.map((text) => `(${text})`).join(word);
}

export function isSameFilter(one: RowFilter, two: RowFilter): boolean {
  return JSON.stringify(one) === JSON.stringify(two);
}
