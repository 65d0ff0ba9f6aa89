import type { RowProperty, RowType } from '@rowpact/model';
import type { Candidate } from './match-candidates.js';
import { canBeColumn, isScalar } from './property-role.js';
import type { MatchContext } from './row-type-match.js';
import { sourcesOf, type StatementUse } from './statement-use.js';
import { typeParts } from './type-parts.js';

export interface StaleQuestion {
  readonly best: Candidate;
  readonly rowType: RowType;
  /** The statements behind the property. */
  readonly use: StatementUse;
  readonly results: MatchContext['results'];
  /** Whether a name is a type of rows, or what one would be called. */
  readonly isAnotherRow: (typeName: string) => boolean;
}

/**
 * What a property is that no column is behind: `stale` only where it must have been one. That a statement is typed by it and
 * does not answer it proves it; without a statement all the rest of the type has to fit, and its name has to look like a column's.
 */
export function isStale(property: RowProperty, question: StaleQuestion): 'stale' | 'computed' | 'extra' {
  if (sourcesOf(property.name, question.use).length > 0) return 'computed';
  if (property.optional || !canBeColumn(property) || namesAnotherRow(property, question)) return 'extra';
  if (!isSpelledLikeColumns(property, question)) return 'extra';
  const { use } = question;
  // A name of a type may be a type parameter, or what code puts there.
  const isLikeColumn = isScalar(property) || property.name.includes('_');
  if (use.complete && typesWholeAnswer(question)) return isLikeColumn ? 'stale' : 'extra';
  if (answeredSomewhere(property, question)) return 'computed';
  return fitsBesides(question) && isScalar(property) && property.name.includes('_') ? 'stale' : 'extra';
}

/** Whether one of the statements answers most of the type's columns: it may be typed by a part of the type only (`Pick<Player, …>`). */
function typesWholeAnswer({ best, rowType, use }: StaleQuestion): boolean {
  if (best.evidence !== 'statements') return false;
  const columns = new Set(best.relation.columns.map(({ name }) => name));
  const own = rowType.properties.filter(({ name }) => columns.has(name));
  return use.answers.some((answer) => {
    const given = new Set(answer.columns.map(({ name }) => name));
    return own.filter(({ name }) => given.has(name)).length >= own.length * 0.8;
  });
}

/** Any statement over the relation that answers it: the type may be put on its rows in a way that cannot be followed. */
function answeredSomewhere({ name }: RowProperty, { best, results }: StaleQuestion): boolean {
  for (const { relations, columns } of results.values()) {
    if (relations.includes(best.relation.id) && columns.some((column) => column.name === name)) return true;
  }
  return false;
}

/** `fullName` among columns with underscores is the code's own. */
function isSpelledLikeColumns({ name }: RowProperty, { rowType, best }: StaleQuestion): boolean {
  if (!/\p{Ll}\p{Lu}/u.test(name)) return true;
  const columns = new Set(best.relation.columns.map((column) => column.name));
  return !rowType.properties.some((other) => columns.has(other.name) && other.name.includes('_'));
}

/** `team: Team` or `teams: Team[]` is another row that code puts there. */
function namesAnotherRow({ type }: RowProperty, { isAnotherRow }: StaleQuestion): boolean {
  return typeParts(type).some((part) => part.kind === 'named' && isAnotherRow(part.text.replace(/<.*$/, '')));
}

/** Whether the rest fits so well that the type cannot be anything else. */
function fitsBesides({ best, rowType }: StaleQuestion): boolean {
  const share = best.columns / rowType.properties.filter((each) => !each.optional && canBeColumn(each)).length;
  if (best.named) return best.columns >= 4 && share >= 0.8;
  return best.columns >= 6 && share >= 0.9 && best.columns / best.relation.columns.length >= 0.8;
}
