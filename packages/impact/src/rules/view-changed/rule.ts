import type { Change } from '@rowpact/model';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { tellConsumers } from '../remedies.js';
import { readsRows, rowsReached } from '../row-readers.js';
import { accessesTo, isDirect, refusedAfter, takenAfter } from '../statement-facts.js';
import { consumerStep, listing, maker, producerStep, relationName, remedy } from '../wording.js';
import { viewBodyOf } from '../view-body.js';

type Redefined = Extract<Change, { readonly kind: 'view-definition-changed' }>;
type Option = Extract<Change, { readonly kind: 'view-option-changed' }>;

/** A view asks another query, or asks it with other rights. */
export const viewChanged: Rule = {
  id: 'view-changed',
  about: ['view-definition-changed', 'view-option-changed'],
  judge: (change, at) => {
    if (change.kind === 'view-definition-changed') return redefined(change, at);
    return change.kind === 'view-option-changed' && change.option === 'security_invoker' ? rights(change, at) : null;
  },
};

/** What PostgreSQL answers where a view cannot be written (any more). */
const NOT_WRITABLE = /^(?:55000|0A000|42809)$/u;

function redefined(change: Redefined, at: StatementAt): Judgement | null {
  const refusal = refusedAfter(at);
  if (refusal !== null) return NOT_WRITABLE.test(refusal.sqlstate) ? notWritable(change, at) : null;
  const reached = rowsReached(at, change.relation);
  if (!takenAfter(at) || reached === null) return null;
  const columns = changedColumns(change);
  if (columns !== null && reached.columns !== null && !columns.some((column) => reached.columns?.has(column)))
    return null;
  const name = relationName(change.relation);
  return {
    verdict: 'silent',
    what: `reads view ${name}, and ${maker(change)} makes ${columns === null ? 'it choose other rows' : `${listing(columns)} of it something else`}`,
    why: 'The statement still runs. What it answers is what the view asks for now.',
    underline: at.statement.text.includes(name.split('.').at(-1) ?? name) ? (name.split('.').at(-1) ?? null) : null,
    behind: reached.behind,
    remedy: remedy(
      `Make a second view beside ${name}, move the consumers, then drop the old one.`,
      producerStep('give the new query a name of its own', `CREATE VIEW ${name}_v2 AS …;`),
      consumerStep(`read ${name}_v2 where the new meaning is wanted, deploy, and run \`rowpact scan\``),
      producerStep('where the old one was wrong for everybody: approve the finding in `lifecycle.yaml`'),
    ),
  };
}

/** The columns whose expressions changed; null where the rows did, or nobody can tell. */
function changedColumns({ before, after }: Redefined): readonly string[] | null {
  const [old, now] = [viewBodyOf(before), viewBodyOf(after)];
  if (old === null || now === null || old.rows !== now.rows) return null;
  return [...old.columns].flatMap(([name, expression]) => (now.columns.get(name) === expression ? [] : [name]));
}

function notWritable(change: Redefined, at: StatementAt): Judgement | null {
  const writes = accessesTo(at, change.relation).some(
    (access) => isDirect(access) && (access.insert.length + access.update.length > 0 || access.deletes),
  );
  if (!writes) return null;
  const name = relationName(change.relation);
  return {
    verdict: 'breaks',
    what: `writes through view ${name}, which ${maker(change)} makes a query that cannot be written through`,
    why: 'PostgreSQL writes through a view only where each of its rows is one row of one table, and each written column a plain column of it.',
    underline: null,
    behind: true,
    remedy: remedy(
      `Keep ${name} writable, or write to the table behind it.`,
      producerStep('give the view INSTEAD OF triggers, or the new query a name of its own'),
      consumerStep(`write to the table behind ${name}, deploy, and run \`rowpact scan\``),
    ),
  };
}

/** With `security_invoker` the reader's own rights and row policies count, not those of the view's owner. */
function rights(change: Option, at: StatementAt): Judgement | null {
  const accesses = accessesTo(at, change.relation);
  if (accesses.length === 0) return null;
  const name = relationName(change.relation);
  const base = {
    underline: null,
    behind: !accesses.some(isDirect),
    remedy: tellConsumers(
      `Give the consumer's role what it needs on the tables behind ${name} first.`,
      `look whether the role of ${at.consumer.name} may read the tables behind ${name}, and which rows its policies let it see`,
    ),
  } as const;
  const refusal = refusedAfter(at);
  const turns =
    change.after === 'true' || change.after === 'on'
      ? 'lets act with the rights of the reader'
      : 'lets act with the rights of its owner';
  if (refusal !== null) {
    if (refusal.sqlstate !== '42501') return null;
    return {
      ...base,
      verdict: 'breaks',
      what: `uses view ${name}, which ${maker(change)} ${turns}: ${refusal.message}`,
      why: 'The role of the consumer has no rights on what stands behind the view.',
    };
  }
  if (!accesses.some(readsRows)) return null;
  if (at.consumer.role === null) {
    return {
      ...base,
      verdict: 'may break',
      what: `uses view ${name}, which ${maker(change)} ${turns}; nobody said which role it has`,
      why: 'Whether that role has rights on the tables behind the view cannot be looked up without its name (`role` in the contract).',
    };
  }
  return underRowSecurity(at, change)
    ? {
        ...base,
        verdict: 'silent',
        what: `reads view ${name}, which ${maker(change)} ${turns}: row security lets it see other rows`,
        why: 'The policies of the tables behind the view count for another role now.',
      }
    : null;
}

function underRowSecurity({ question, before, statement }: StatementAt, { relation }: Option): boolean {
  const accesses = before?.analysis.kind === 'analysed' ? before.analysis.relations : statement.access;
  const secured = new Set(
    question.after.details.relations.filter(({ rowSecurity }) => rowSecurity).map(({ id }) => id),
  );
  return accesses.some((access) => access.through.includes(relation) && secured.has(access.relation));
}
