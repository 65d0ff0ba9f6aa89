import type { Change, Remedy } from '@rowpact/model';
import { names } from '../../judge/blame.js';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { lastNamed } from '../column-use.js';
import { namesInText } from '../column-named.js';
import { relationAfter } from '../names-after.js';
import {
  accessesTo,
  analysisAfter,
  analysisBefore,
  isDirect,
  refusedAfter,
  rowEvidence,
  takenAfter,
} from '../statement-facts.js';
import { columnName, consumerStep, maker, producerStep, quoted, relationName, remedy } from '../wording.js';

type Added = Extract<Change, { readonly kind: 'column-added' }>;

/** A new column: nobody's trouble, but for those who count columns, or who use the same name without saying whose. */
export const columnAdded: Rule = {
  id: 'column-added',
  about: ['column-added'],
  judge: (change, at) => (change.kind === 'column-added' ? judge(change, at) : null),
};

/** Refusals that a column more can cause where columns come through `*`. */
const OF_NUMBER = /^(?:42601|42804|42883|42803|42701|42P10|42611|54011)$/u;

function judge(change: Added, at: StatementAt): Judgement | null {
  const accesses = accessesTo(at, change.relation).filter(isDirect);
  if (accesses.length === 0) return null;
  const wild = accesses.some(({ wildcard, wholeRow }) => wildcard || wholeRow);
  const refusal = refusedAfter(at);
  if (refusal !== null) {
    if (refusal.sqlstate === '42702' && names(refusal, change.column)) return ambiguous(change);
    return wild && OF_NUMBER.test(refusal.sqlstate) ? oneTooMany(change, refusal.sqlstate) : null;
  }
  if (!takenAfter(at)) return null;
  return (
    copiesFromFile(change, at) ?? captured(change, at) ?? overwritten(change, at) ?? (wild ? wider(change, at) : null)
  );
}

function ambiguous(change: Added): Judgement {
  return {
    verdict: 'breaks',
    what: `names ${quoted(change.column)} without saying whose it is, and ${adds(change)}`,
    why: 'Two relations of the statement have a column of that name then: PostgreSQL refuses to guess.',
    underline: change.column,
    remedy: sayWhose(change),
  };
}

function oneTooMany(change: Added, sqlstate: string): Judgement {
  const noEquality = sqlstate === '42883' && !change.comparable;
  return {
    verdict: 'breaks',
    what: `uses every column of ${relationName(change.relation)} where ${noEquality ? 'they are compared' : 'their number matters'}, and ${adds(change)}`,
    why: noEquality
      ? `${change.after.type.display} has no equality, so that DISTINCT, UNION and GROUP BY over every column fail.`
      : 'A UNION, an IN (SELECT *), a row comparison or an INSERT … SELECT * wants as many columns as its other side has.',
    underline: '*',
    remedy: listColumns(change),
  };
}

/** The name meant another column, or nothing, and means the new one now. */
function captured(change: Added, at: StatementAt): Judgement | null {
  const relation = relationAfter(at.question, change.relation);
  const reads = (analysisAfter(at)?.relations ?? []).some(
    (access) => access.relation === relation && isDirect(access) && access.read.includes(change.column),
  );
  if (!reads) return null;
  const named = namesInText(at, change.column);
  return {
    verdict: 'silent',
    what: named
      ? `names ${quoted(change.column)} without saying whose it is, and ${adds(change)}: from then on it means that one`
      : `joins by every column of the same name, and ${adds(change)}: from then on it joins by that one too`,
    why: named
      ? 'A name is looked up in the innermost query first. The statement still runs, with another column.'
      : 'A NATURAL JOIN takes every name that both sides have. The statement still runs, and answers other rows.',
    underline: named ? change.column : 'natural',
    remedy: sayWhose(change),
  };
}

/** Of several columns of one name an object row keeps the last. */
function overwritten(change: Added, at: StatementAt): Judgement | null {
  const { column } = change;
  const before = lastNamed(analysisBefore(at)?.columns ?? [], column);
  const after = lastNamed(analysisAfter(at)?.columns ?? [], column);
  const relation = relationAfter(at.question, change.relation);
  if (before === null || after?.source?.relation !== relation || after.source.column !== column) return null;
  const { reads, escapes } = rowEvidence(at, column);
  const places = [...reads, ...escapes];
  if (before.wildcard && at.statement.rows !== null && places.length === 0) return null;
  const was = before.source === null ? 'another value' : columnName(before.source.relation, before.source.column);
  return {
    verdict: 'silent',
    what: `reads ${quoted(column)} from rows that have it twice once ${maker(change)} adds ${columnName(change.relation, column)}: it was ${was}`,
    why: 'A driver keeps the last of several columns of the same name. The new one comes later, and takes the place of the old.',
    underline: '*',
    ...(places.length === 0 ? {} : { evidence: places }),
    remedy: listColumns(change),
  };
}

function copiesFromFile(change: Added, at: StatementAt): Judgement | null {
  if (!/^\s*copy\s+[\w".]+\s+from\b/iu.test(at.statement.text)) return null;
  if (change.after.generated !== null) return null;
  return {
    verdict: 'breaks',
    what: `copies rows into every column of ${relationName(change.relation)}, and ${adds(change)}`,
    why: 'COPY without a list of columns wants a value for each: PostgreSQL answers "missing data for column".',
    underline: null,
    remedy: listColumns(change),
  };
}

function wider(change: Added, at: StatementAt): Judgement | null {
  const columns = analysisAfter(at)?.columns ?? [];
  const relation = relationAfter(at.question, change.relation);
  const copies = columns.length === 0 && /\binsert\b/iu.test(at.statement.text);
  if (copies) {
    return {
      verdict: 'silent',
      what: `copies every column of ${relationName(change.relation)}, and ${adds(change)}`,
      why: 'INSERT … SELECT * carries the new column along, into the next column of the table that it fills.',
      underline: '*',
      remedy: listColumns(change),
    };
  }
  const arrives = columns.some(
    ({ source, wildcard }) => wildcard && source?.relation === relation && source.column === change.column,
  );
  const whole = accessesTo(at, change.relation).some(({ wholeRow }) => wholeRow);
  if (!arrives && !whole) return null;
  return {
    verdict: 'silent',
    level: 'note',
    what: `selects every column of ${relationName(change.relation)}, and ${adds(change)}`,
    why: 'The new column comes along, wherever the rows go: into answers, logs and caches too.',
    underline: '*',
    remedy: listColumns(change),
  };
}

function adds(change: Added): string {
  return `${maker(change)} adds ${columnName(change.relation, change.column)}`;
}

function listColumns(change: Added): Remedy {
  const table = relationName(change.relation);
  return remedy(
    `Name the columns instead of *.`,
    consumerStep(`list the columns of ${table} that the code uses, deploy, and run \`rowpact scan\``),
    producerStep(
      'add the column after that',
      `ALTER TABLE ${table} ADD COLUMN ${quoted(change.column)} ${change.after.type.display};`,
    ),
  );
}

function sayWhose(change: Added): Remedy {
  return remedy(
    `Say whose ${quoted(change.column)} is meant, or give the new column a name that no statement uses.`,
    consumerStep('put the table’s name or alias before each column, deploy, and run `rowpact scan`'),
    producerStep('add the column after that, or under another name'),
  );
}
