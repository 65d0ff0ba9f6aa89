import { partsOf, type RecordedBlind, type RelationId } from '@rowpact/model';
import { names, type Target, type UnknownReason } from './target.js';

/**
 * Places whose SQL could not be read to its end and that may be about the object: those that name its table, that are known to
 * use it, or where the table itself is what is not known.
 */
export function blindsAbout({ relations }: Target, blinds: readonly RecordedBlind[]): readonly UnknownReason[] {
  return blinds
    .filter((blind) => mayTouch(blind, relations))
    .map(({ place: { file, line, column }, detail }) => ({ what: detail, location: { file, line, column } }));
}

/** Whether a blind may be about one of the relations. */
export function mayTouch({ text, reason, known }: RecordedBlind, relations: ReadonlySet<RelationId>): boolean {
  if (relations.size === 0) return false;
  if (known?.access.some(({ relation }) => relations.has(relation))) return true;
  if (text !== null && [...relations].some((relation) => names(text, partsOf(relation).name))) return true;
  if (reason === 'other dialect') return false;
  return text === null || reason === 'code in the database' || gaps(text).some(isTablePlace);
}

/** The known text before each gap. */
function gaps(text: string): readonly string[] {
  const pieces = text.split('…');
  return pieces.slice(0, -1).map((_, index) => pieces.slice(0, index + 1).join(' '));
}

/** Behind `FROM`, `JOIN` and the like a table may stand, or a join to one; so it may where nothing is known before. */
function isTablePlace(before: string): boolean {
  const words =
    before
      .replace(/'(?:[^']|'')*'/gu, ' ')
      .toLowerCase()
      .match(/[a-z_]+/gu) ?? [];
  const last = words.findLast((word) => TABLE_WORDS.has(word) || OTHER_WORDS.has(word));
  return last === undefined || TABLE_WORDS.has(last);
}

const TABLE_WORDS: ReadonlySet<string> = new Set(
  'from join into update table only using call do execute merge truncate copy with as lock'.split(' '),
);
const OTHER_WORDS: ReadonlySet<string> = new Set(
  'select where on and or not in between like ilike is order group by having limit offset fetch set values returning conflict case when then else insert delete distinct'.split(
    ' ',
  ),
);
