import { displayName, partsOf, type Change, type RelationAccess, type RelationId } from '@rowpact/model';
import { isSameFilter, rowFilter, type RowCommand, type RowFilter } from '../../access/row-filter.js';
import { knownRole } from '../../access/rights.js';
import { worstOf } from '../../constants/demand.js';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { does } from '../../writing/statement-writes.js';
import { nameAfter } from '../../writing/schema-facts.js';
import { rowsInto } from '../../writing/statement-writes.js';
import { writtenColumn, writtenValues } from '../../writing/written-words.js';
import { takenAfter } from '../statement-facts.js';
import { maker, producerStep, consumerStep, relationName, remedy } from '../wording.js';
import { policyDemand, policyDemands, securedRelation } from './policy-demands.js';
import { asCaller } from './as-caller.js';

/** Row security shows the consumer's role other rows than before, or refuses what it writes. */
export const rowSecurity: Rule = { id: 'row-security', about: policyDemands.about, judge };

function judge(change: Change, at: StatementAt): Judgement | null {
  const relation = securedRelation(change, at.question);
  if (relation === null || !takenAfter(at)) return null;
  const reached = asCaller(at, relation);
  const direct = reached.accesses;
  return (
    refusedInsert(change, relation, direct, at) ??
    refusedUpdate(change, relation, direct, at) ??
    otherRows(change, relation, direct, reached.behind, at)
  );
}

function filters(
  relation: RelationId,
  command: RowCommand,
  part: 'using' | 'check',
  { question, consumer }: StatementAt,
): {
  readonly before: RowFilter;
  readonly after: RowFilter;
} {
  const now = nameAfter(question, relation) ?? relation;
  return {
    before: rowFilter(question.before, relation, consumer.role, command, part),
    after: rowFilter(question.after, now, consumer.role, command, part),
  };
}

function refusedInsert(
  change: Change,
  relation: RelationId,
  accesses: readonly RelationAccess[],
  at: StatementAt,
): Judgement | null {
  if (!accesses.some((access) => does(access, 'insert'))) return null;
  const { before, after } = filters(relation, 'insert', 'check', at);
  const name = displayName(relation);
  if (after.kind === 'closed' && before.kind !== 'closed')
    return {
      verdict: isKnown(at) ? 'breaks' : 'may break',
      what: `inserts into ${name}, where ${maker(change)} lets row security refuse every row`,
      why: `No policy lets ${whose(at)} insert: new row violates row-level security policy.`,
      underline: partsOf(relation).name,
      access: 'insert',
      remedy: safeWay(relation, 'insert', at),
    };
  return demanded(change, relation, 'insert', at);
}

function refusedUpdate(
  change: Change,
  relation: RelationId,
  accesses: readonly RelationAccess[],
  at: StatementAt,
): Judgement | null {
  return accesses.some((access) => does(access, 'update')) ? demanded(change, relation, 'update', at) : null;
}

/** What a policy demands of written rows: constants that PostgreSQL evaluated, or values that nobody here sees. */
function demanded(
  change: Change,
  relation: RelationId,
  command: 'insert' | 'update',
  at: StatementAt,
): Judgement | null {
  const demand = policyDemand(relation, command, at);
  if (demand === null) return null;
  const rows = rowsInto(at, demand.relation).filter(({ by }) => by === command);
  const outcome = command === 'insert' && demand.columns.length > 0 ? worstOf(rows, demand, at.question) : null;
  if (rows.length === 0 || (outcome === null && command === 'insert' && demand.columns.length > 0)) return null;
  const fails = outcome?.kind === 'fails' && isKnown(at);
  const values =
    outcome?.kind === 'fails' ? ` ${writtenValues(outcome.values)} into` : command === 'insert' ? ' into' : '';
  return {
    verdict: fails ? 'breaks' : 'may break',
    what: `${command}s${values} ${displayName(relation)}, where ${maker(change)} lets a policy refuse rows`,
    why: `Rows that ${whose(at)} leaves behind must satisfy ${demand.check?.replace(/ IS TRUE$/u, '') ?? 'the policy'}, or the statement fails.`,
    underline: outcome === null ? partsOf(relation).name : writtenColumn(outcome, demand.columns),
    access: command,
    remedy: safeWay(relation, command, at),
  };
}

/** Fewer rows, none, or more: no error says so. */
function otherRows(
  change: Change,
  relation: RelationId,
  accesses: readonly RelationAccess[],
  behind: boolean,
  at: StatementAt,
): Judgement | null {
  const commands: readonly RowCommand[] = [
    ...(accesses.some((access) => does(access, 'update')) ? (['update'] as const) : []),
    ...(accesses.some((access) => does(access, 'delete')) ? (['delete'] as const) : []),
    ...(accesses.some((access) => reads(access, at)) || behind ? (['select'] as const) : []),
  ];
  for (const command of commands) {
    const { before, after } = filters(relation, command, 'using', at);
    if (isSameFilter(before, after)) continue;
    const more = after.kind === 'open' || before.kind === 'closed';
    return {
      verdict: 'silent',
      ...(more ? { level: 'warning' as const } : {}),
      what: `${WORDS[command]} ${displayName(relation)}, of which ${maker(change)} shows ${whose(at)} ${more ? 'more rows' : after.kind === 'closed' ? 'no row at all' : 'only some rows'}`,
      why: 'Row security hides rows without an error: the statement answers, changes or deletes what is left.',
      underline: partsOf(relation).name,
      access: command === 'select' ? 'read' : command,
      behind: behind && !accesses.some((access) => reads(access, at)),
      remedy: safeWay(relation, command, at),
    };
  }
  return null;
}

/** `SELECT count(*)` reads no column; a name in a string (`'players'::regclass`) reads no row. */
function reads(
  { relation, read, exposed, wildcard, wholeRow, update, insert, deletes, omitted }: RelationAccess,
  { statement }: StatementAt,
): boolean {
  if (read.length > 0 || exposed.length > 0 || wildcard || wholeRow) return true;
  if (update.length > 0 || insert.length > 0 || omitted !== null || deletes) return false;
  const outsideStrings = statement.text.replace(/'(?:[^']|'')*'/gu, "''").toLowerCase();
  return outsideStrings.includes(partsOf(relation).name.toLowerCase());
}

const WORDS: Readonly<Record<RowCommand, string>> = {
  select: 'reads',
  insert: 'inserts into',
  update: 'updates',
  delete: 'deletes from',
};

function isKnown({ consumer, question }: StatementAt): boolean {
  return knownRole(consumer.role, question.after) !== null;
}

function whose({ consumer }: StatementAt): string {
  return consumer.role === null ? 'an ordinary role' : `role ${consumer.role}`;
}

function safeWay(relation: RelationId, command: RowCommand, { consumer, question }: StatementAt): Judgement['remedy'] {
  const table = relationName(nameAfter(question, relation) ?? relation);
  const role = consumer.role ?? 'PUBLIC';
  const clause =
    command === 'insert'
      ? 'WITH CHECK (true)'
      : command === 'update'
        ? 'USING (true) WITH CHECK (true)'
        : 'USING (true)';
  return remedy(
    'Let a policy keep for this role what it has, before row security is on.',
    producerStep(
      'make the policy in the same migration, before ENABLE ROW LEVEL SECURITY',
      `CREATE POLICY ${role.replace(/\W+/gu, '_').toLowerCase()}_${command} ON ${table} FOR ${command.toUpperCase()} TO ${role} ${clause};`,
    ),
    consumerStep('tell the producer which rows it needs, so that the policy can be narrowed'),
    producerStep('narrow the policy once the consumer is ready for it'),
  );
}
