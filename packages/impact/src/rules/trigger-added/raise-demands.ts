import type { Change } from '@rowpact/model';
import type { Demand } from '../../constants/demand.js';
import type { ImpactQuestion } from '../../question.js';
import { columnsNamedIn, relationIn } from '../../writing/schema-facts.js';
import { ABOUT_TRIGGERS, newTriggers, type NewTrigger } from './new-trigger.js';

/** Rows for which a trigger does not raise its error, where one condition over them alone decides it. */
export const raiseDemands = {
  about: ABOUT_TRIGGERS,
  demands: (change: Change, { question }: { readonly question: ImpactQuestion }): readonly Demand[] =>
    newTriggers(change, question).flatMap((one) => raiseDemand(one, question) ?? []),
};

/** Null where more than the new row decides: the old one, a variable, a query, another trigger. */
export function raiseDemand({ trigger, body }: NewTrigger, { after }: ImpactQuestion): Demand | null {
  if (
    body === null ||
    body.condition === null ||
    !trigger.enabled ||
    trigger.level !== 'row' ||
    trigger.timing === 'instead of'
  )
    return null;
  const { condition } = body;
  const bare = condition.replace(/'(?:[^']|'')*'/gu, "''");
  const beyond = bare.replace(/\bNEW\s*\.\s*(?:"[^"]+"|[A-Za-z_][\w$]*)/gu, '0').replace(PLAIN, ' ');
  if (/[A-Za-z_"(]/u.test(beyond.replace(/[()]/gu, ''))) return null;
  const check = condition.replace(/\bNEW\s*\.\s*/giu, '');
  const names = (relationIn(after, trigger.relation)?.columns ?? []).map(({ name }) => name);
  const columns = columnsNamedIn(check, names);
  if (columns.length === 0 || columns.some((column) => body.assigns.has(column))) return null;
  return { relation: trigger.relation, columns, check: `(${check}) IS NOT TRUE` };
}

/** Words of operators and plain functions that mean the same in a trigger and in a check. */
const PLAIN =
  /\b(?:is|not|null|and|or|in|between|like|ilike|similar|to|true|false|distinct|from|length|lower|upper|trim|btrim|coalesce|abs|char_length)\b/giu;
