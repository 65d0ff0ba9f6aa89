import type { RelationAccess, RelationId } from '@rowpact/model';
import { names } from '../judge/blame.js';
import { wordsIn } from '../judge/words.js';
import type { StatementAt } from '../rule.js';
import { accessesTo, analysisAfter, isDirect, refusedAfter, takenAfter } from './statement-facts.js';
import { looksUp, plainName } from './row-readers.js';

/** What became of a statement that names a relation which is no longer there under that name. */
export type Consequence =
  | { readonly kind: 'refused'; readonly behind: boolean }
  /** PostgreSQL takes the name for another relation. */
  | { readonly kind: 'elsewhere'; readonly relation: RelationId }
  /** It asks the catalog for the name. */
  | { readonly kind: 'looked up' };

/** Null where nothing happens to it. @param to what the relation is called now; null where it is gone */
export function consequenceOf(at: StatementAt, relation: RelationId, to: RelationId | null): Consequence | null {
  const accesses = accessesTo(at, relation);
  const name = plainName(relation);
  const refusal = refusedAfter(at);
  if (refusal !== null) {
    const missing = MISSING.test(refusal.sqlstate) || !nameIsTaken(at, name);
    if (accesses.some(isDirect)) return missing ? { kind: 'refused', behind: false } : null;
    // A name in a string (`'players'::regclass`) is no access, but PostgreSQL says that it misses it.
    const inText = wordsIn(at.statement.text).has(name);
    if (refusal.sqlstate === '42P01' && names(refusal, name) && inText) {
      return { kind: 'refused', behind: accesses.length > 0 };
    }
    return accesses.length > 0 && to === null ? { kind: 'refused', behind: true } : null;
  }
  if (!takenAfter(at)) return null;
  if (accesses.some(isDirect)) {
    const now = (analysisAfter(at)?.relations ?? []).filter(isDirect).map((access: RelationAccess) => access.relation);
    if (to !== null && now.includes(to)) return null;
    const other = now.find((id) => plainName(id) === name && id !== relation);
    return other === undefined ? null : { kind: 'elsewhere', relation: other };
  }
  return looksUp(at, name) && (to === null || plainName(to) !== name) ? { kind: 'looked up' } : null;
}

const MISSING = /^(?:42P01|3F000)$/u;

function nameIsTaken({ question }: StatementAt, name: string): boolean {
  return question.after.snapshot.relations.some((relation) => relation.name === name);
}

/** What the statement does with the relation, as a verb. */
export function verbFor(at: StatementAt, relation: RelationId): string {
  const accesses = accessesTo(at, relation);
  const writes = accesses.some(
    ({ insert, update, deletes, omitted }) => insert.length + update.length > 0 || deletes || omitted !== null,
  );
  const reads = accesses.some(({ read, exposed, wholeRow }) => read.length + exposed.length > 0 || wholeRow);
  if (writes) return reads ? 'reads and writes' : 'writes';
  return accesses.length > 0 ? 'reads' : 'names';
}
