import { columnId, isDay, type Deprecation, type Location, type Snapshot } from '@rowpact/model';

/**
 * What the comments of tables, views and columns announce. After the tag, parts in any order, each of which may be missing:
 * `since 018, use player_teams.team_id, remove after 2027-01-15: players may be in several teams`. What is none of them is
 * the reason.
 * @param location what to name as the place of a comment, which has none in a file
 */
export function deprecationsInComments(snapshot: Snapshot, location: Location): readonly Deprecation[] {
  return snapshot.relations.flatMap((relation): readonly Deprecation[] => {
    const ofTable = announcedIn(relation.comment);
    return [
      ...(ofTable ? [{ kind: 'table', subject: relation.id, ...ofTable, location } as const] : []),
      ...relation.columns.flatMap((column): readonly Deprecation[] => {
        const announced = announcedIn(column.comment);
        return announced
          ? [{ kind: 'column', subject: columnId(relation.id, column.name), ...announced, location }]
          : [];
      }),
    ];
  });
}

type Announcement = Omit<Deprecation, 'kind' | 'subject' | 'location'>;

/** Null where a comment announces nothing. Text before the tag is the comment's own. */
export function announcedIn(comment: string | null): Announcement | null {
  const tag = comment === null ? null : /(?<![\w@{])@deprecated(?![\w-])\s*:?/iu.exec(comment);
  if (!tag || comment === null) return null;
  const text = comment
    .slice(tag.index + tag[0].length)
    .replace(/\s+/gu, ' ')
    .trim();
  const { head, tail } = apart(text);
  const date = taken(head, DATE);
  const since = taken(date.rest, SINCE);
  const use = taken(since.rest, USE);
  const left = tidied(use.rest);
  const reason = [left, tail].filter((part) => part !== '').join(': ');
  return {
    reason: reason === '' ? 'announced in its comment' : reason,
    replacement: use.value,
    since: since.value,
    removeAfter: date.value !== null && isDay(date.value) ? date.value : null,
    cascade: [],
    users: null,
    dropped: null,
    source: 'comment',
  };
}

/** Without the marks that stood between clauses that were taken out. */
function tidied(text: string): string {
  const marks = /[\s,;.]+(?=[,;.]|$)|^[\s,;.:-]+/gu;
  return text.replace(marks, '').trim();
}

/** What stands behind a colon is reason, whatever words are in it. */
function apart(text: string): { readonly head: string; readonly tail: string } {
  const colon = /:\s/u.exec(text);
  if (!colon) return { head: text, tail: '' };
  return { head: text.slice(0, colon.index), tail: text.slice(colon.index + 1).trim() };
}

/** The value of a clause, and the text without the clause. */
function taken(text: string, clause: RegExp): { readonly value: string | null; readonly rest: string } {
  const match = clause.exec(text);
  const value = match?.[1];
  if (!match || value === undefined) return { value: null, rest: text };
  return { value, rest: `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`.trim() };
}

const END = String.raw`(?=\s*(?:[,;]|\.(?:\s|$)|$|\b(?:since|use|remove|removed|drop|dropped|until)\b))`;
const NAME = String.raw`(?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*)`;
const DATE =
  /\b(?:(?:will|to) be )?(?:removed?|removal|drop(?:ped)?|gone|until)\b(?:\s+(?:is|after|on|by|from))*\s+(\d{4}-\d{2}-\d{2})\b[\s,;]*/iu;
const SINCE = /\bsince\s+(?:migration\s+)?([\p{L}\p{N}_.-]*[\p{L}\p{N}_])[\s,;]*/iu;
const USE = new RegExp(
  String.raw`\b(?:please )?(?:use|replaced by|replacement is|replacement)\s+(${NAME}(?:\.${NAME}){0,2})(?:\s+instead)?${END}[\s,;]*`,
  'iu',
);
