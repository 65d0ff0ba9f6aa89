import type { Remedy, RelationId } from '@rowpact/model';
import type { Judgement, StatementAt } from '../rule.js';
import { lastNamed, resultAfter, resultsFrom } from './column-use.js';
import { accessesTo, analysisBefore, rowEvidence } from './statement-facts.js';
import { columnName, listing } from './wording.js';

/** What happens to the column, as a clause after `which`, and the safe way. */
export interface Loss {
  /** `migration 019 drops`. */
  readonly goes: string;
  readonly remedy: Remedy;
}

/** Types of values that carry a whole row. */
const ROW_VALUES = /^pg_catalog\.(?:json|jsonb|record|text|xml|hstore)$/u;

/**
 * What it means that rows which came through `*` come without a column: the property is undefined where the code reads it. Null
 * where the rows were followed and nobody reads it.
 */
export function rowsThatLose(at: StatementAt, relation: RelationId, column: string, loss: Loss): Judgement | null {
  const name = columnName(relation, column);
  const base = { underline: '*', remedy: loss.remedy } as const;
  const columns = analysisBefore(at)?.columns ?? [];
  if (columns.length === 0) return copied(at, name, loss);
  const outputs = resultsFrom(at, relation, column);
  if (outputs.length === 0) return wholeRow(at, relation, name, loss);
  const output = outputs[0]?.name ?? column;
  // Of two columns of one name the row held the other one all along.
  const last = lastNamed(columns, output);
  if (last === null || !outputs.includes(last)) return null;
  const { reads, escapes } = rowEvidence(at, output);
  const other = resultAfter(at, output)?.source ?? null;
  if (other !== null && reads.length + escapes.length > 0) {
    const elsewhere = columnName(other.relation, other.column);
    return {
      ...base,
      verdict: 'silent',
      what: `reads ${output} from rows with every column of ${listing(relationsIn(at))}: it was ${name}, which ${loss.goes}, and is ${elsewhere} then`,
      why: 'A driver keeps the last of several columns of the same name. With one of them gone, the property holds the other.',
      evidence: [...reads, ...escapes],
    };
  }
  if (reads.length > 0) {
    return {
      ...base,
      verdict: 'breaks',
      what: `reads ${name} from rows that it selects with *, which ${loss.goes}`,
      why: 'The statement still runs, but its rows come without the column: the property is undefined at run time, and a hand-written type still promises it.',
      evidence: [...reads, ...escapes],
    };
  }
  if (at.statement.rows === null) {
    return {
      ...base,
      verdict: 'may break',
      what: `selects ${name} with *, which ${loss.goes}, and nobody knows which columns of those rows the code reads`,
      why: 'The rows of this statement were not followed through the code. Where it reads the column, it gets undefined.',
    };
  }
  if (escapes.length === 0) return null;
  return {
    ...base,
    verdict: 'may break',
    what: `selects ${name} with *, which ${loss.goes}, and hands the whole rows on`,
    why: 'The rows go where they cannot be followed. Whoever gets them no longer finds the column.',
    evidence: escapes,
  };
}

function relationsIn(at: StatementAt): readonly string[] {
  const sources = (analysisBefore(at)?.columns ?? []).flatMap(({ source, wildcard }) =>
    source === null || !wildcard ? [] : [source.relation.replace(/^public\./u, '')],
  );
  return [...new Set(sources)];
}

function copied(at: StatementAt, name: string, loss: Loss): Judgement {
  return {
    verdict: 'silent',
    what: `copies every column with *, ${name} among them, which ${loss.goes}: from then on without it`,
    why: 'The statement still runs, but what it writes has one column less, and the values after it move to the left.',
    underline: '*',
    remedy: loss.remedy,
    access: at.statement.access.length > 0 ? 'wildcard' : 'read',
  };
}

function wholeRow(at: StatementAt, relation: RelationId, name: string, loss: Loss): Judgement | null {
  const carries = (analysisBefore(at)?.columns ?? []).some(
    ({ type }) => type.kind === 'composite' || type.kind === 'pseudo' || ROW_VALUES.test(type.id),
  );
  if (!carries || !accessesTo(at, relation).some((access) => access.wholeRow)) return null;
  return {
    verdict: 'may break',
    what: `hands on whole rows as one value, ${name} among them, which ${loss.goes}`,
    why: 'The row is turned into one value (JSON, a composite) with every column it has. Whoever takes it apart no longer finds this one.',
    underline: null,
    access: 'wildcard',
    remedy: loss.remedy,
  };
}
