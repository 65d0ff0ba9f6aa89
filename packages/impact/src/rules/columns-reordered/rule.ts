import { type Change, quoteIdentifier } from '@rowpact/model';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { namesInText } from '../column-named.js';
import { accessesTo, isDirect, refusedAfter, takenAfter } from '../statement-facts.js';
import { consumerStep, listing, maker, producerStep, relationName, remedy } from '../wording.js';

type Reordered = Extract<Change, { readonly kind: 'columns-reordered' }>;

/** The columns of a relation stand in another order: who counts on their places gets others. */
export const columnsReordered: Rule = {
  id: 'columns-reordered',
  about: ['columns-reordered'],
  judge: (change, at) => (change.kind === 'columns-reordered' ? judge(change, at) : null),
};

const BY_NUMBER = /\b(?:order|group)\s+by\s+(?:[^()]*,\s*)?\d+\b/iu;
const SET_OPERATION = /\b(?:union|intersect|except)\b|\b(?:in|any|all)\s*\(\s*select\b/iu;

/** What a refusal says where the columns at some places are of other types. */
const OF_PLACES = /^(?:42804|42601|42883|22P02|428C9)$/u;

function judge(change: Reordered, at: StatementAt): Judgement | null {
  const accesses = accessesTo(at, change.relation).filter(isDirect);
  const where = placesMatter(
    at,
    change,
    accesses.some(({ insert }) => insert.length > 0),
    accesses.some(({ wildcard }) => wildcard),
  );
  if (accesses.length === 0 || where === null) return null;
  const refusal = refusedAfter(at);
  if (refusal !== null && !OF_PLACES.test(refusal.sqlstate)) return null;
  if (refusal === null && !takenAfter(at)) return null;
  const name = relationName(change.relation);
  return {
    verdict: refusal === null ? 'silent' : 'breaks',
    what: `${where} of ${name}, whose columns ${maker(change)} puts in another order`,
    why: `The order was ${listing(change.before, 12)} and is ${listing(change.after, 12)}. ${
      refusal === null
        ? 'The statement still runs, with each value at the place of another column.'
        : 'The types at the same places no longer fit.'
    }`,
    underline: null,
    remedy: remedy(
      `Name the columns, so that their order does not matter.`,
      consumerStep(
        `list the columns of ${name} in the statement, deploy, and run \`rowpact scan\``,
        `(${change.before.map(quoteIdentifier).join(', ')})`,
      ),
      producerStep('let the migration wait until then, or make the table again with its columns in the old order'),
    ),
  };
}

function placesMatter(at: StatementAt, change: Reordered, inserts: boolean, wildcard: boolean): string | null {
  const { text } = at.statement;
  if (/^\s*copy\b/iu.test(text) && !/^\s*copy\s+(?:[\w".]+)\s*\(/iu.test(text))
    return 'copies rows without naming the columns';
  if (inserts && !change.before.some((column) => namesInText(at, column)))
    return 'inserts values by the places of the columns';
  if (
    inserts &&
    new RegExp(
      `\\binto\\s+[\\w".]+\\s+(?:as\\s+\\w+\\s+)?(?:overriding\\b|values\\b|select\\b|with\\b|table\\b)`,
      'iu',
    ).test(text)
  )
    return 'inserts values by the places of the columns';
  if (!wildcard) return null;
  if (BY_NUMBER.test(text)) return 'sorts or groups by the number of a column';
  if (SET_OPERATION.test(text)) return 'combines every column by its place';
  return /\binsert\b/iu.test(text) ? 'copies every column by its place' : null;
}
