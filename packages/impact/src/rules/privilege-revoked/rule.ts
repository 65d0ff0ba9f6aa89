import {
  displayName,
  partsOf,
  quoteIdentifier,
  type Change,
  type RefusedStatement,
  type RelationId,
} from '@rowpact/model';
import { holds, knownRole } from '../../access/rights.js';
import type { ConsumerAt, ConsumerJudgement, Judgement, Rule, StatementAt } from '../../rule.js';
import { atAll, inPlaces, workingStatements } from '../../writing/places.js';
import { accessesTo, analysisBefore, refusedAfter } from '../statement-facts.js';
import { isFirst } from '../../writing/first-change.js';
import { consumerStep, maker, producerStep, relationName, remedy } from '../wording.js';
import { neededBehind } from './behind-function.js';
import { draws } from './drawn-sequences.js';
import { needsRight, type Revoked } from './needs-right.js';

/**
 * The consumer's role may not do any more what its statements do. With a role that the database knows, PostgreSQL's own refusal is the
 * proof; without one, only what everybody loses is said of statements, and the rest is unknown, once per consumer.
 */
export const privilegeRevoked: Rule = {
  id: 'privilege-revoked',
  about: [
    'privilege-revoked',
    'relation-replaced',
    'relation-created',
    'owner-changed',
    'view-option-changed',
    'role-changed',
    'routine-changed',
  ],
  judge,
  judgeConsumer,
};

function judge(change: Change, at: StatementAt): Judgement | null {
  const refusal = refusedAfter(at);
  if (refusal !== null)
    return isFirst(change, at.question, (one) => isToBlame(one, refusal, at))
      ? denied(change, refusal.message, at)
      : null;
  if (change.kind !== 'privilege-revoked') return null;
  if (change.on === 'sequence') return ofSequence(change, at);
  const role = knownRole(at.consumer.role, at.question.after);
  // With a role that is known, PostgreSQL was asked as that role, and took the statement: only a function can still fail.
  if (role !== null)
    return role.acting.has(change.grantee) && neededBehind(change, role, at)
      ? deniedBehind(change, role.name, at)
      : null;
  if (!needsRight(change, at)) return null;
  const named = change.grantee === at.consumer.role;
  return named || change.grantee === 'PUBLIC' ? perhapsDenied(change, at) : null;
}

function deniedBehind(change: Revoked, role: string, at: StatementAt): Judgement {
  return {
    verdict: 'may break',
    what: `calls a function that needs ${rightOf(change)}, which ${maker(change)} takes from ${change.grantee}`,
    why: `The function runs with the rights of who calls it: role ${role} has the right no more.`,
    underline: null,
    access: 'read',
    behind: true,
    remedy: keepRight(change, at),
  };
}

/** Whether PostgreSQL's words are about what the change is about. */
function isToBlame(change: Change, { sqlstate, message }: RefusedStatement, at: StatementAt): boolean {
  if (sqlstate !== '42501') return hidesSchema(change, sqlstate, at);
  const named = /permission denied for \w+(?: \w+)? (.+)$/u.exec(message)?.[1] ?? '';
  switch (change.kind) {
    case 'privilege-revoked':
      return (
        isAbout(change.object, named) &&
        actsAs(change.grantee, at) &&
        (change.on === 'sequence' || needsRight(change, at) || isBehind(change, at))
      );
    case 'relation-replaced':
    case 'relation-created':
    case 'owner-changed':
      return partsOf(change.relation).name === named;
    case 'view-option-changed':
      return (
        change.option === 'security_invoker' &&
        accessesTo(at, change.relation).length > 0 &&
        !revokedElsewhere(named, at)
      );
    case 'role-changed':
      return change.role === at.consumer.role;
    case 'routine-changed':
      return (
        change.what.includes('security') && analysisBefore(at)?.functions.includes(change.before.signature) === true
      );
    default:
      return false;
  }
}

/** Without USAGE, a schema is passed over when names are looked up: PostgreSQL says that there is no such thing. */
function hidesSchema(change: Change, sqlstate: string, at: StatementAt): boolean {
  if (change.kind !== 'privilege-revoked' || change.on !== 'schema' || !/^(?:42P01|42883|42704|3F000)$/u.test(sqlstate))
    return false;
  const schema = at.question.after.details.schemas.find(({ name }) => name === change.object);
  const role = knownRole(at.consumer.role, at.question.after);
  return schema !== undefined && role !== null && !holds(role, schema, ['USAGE']) && needsRight(change, at);
}

/** A right on what a view or a function uses on behalf of who asks. */
function isBehind({ on, object }: Revoked, at: StatementAt): boolean {
  // The object of a right on a relation is its id.
  return on === 'relation' && !accessesTo(at, object as RelationId).some(({ through }) => through.length === 0);
}

function isAbout(object: string, named: string): boolean {
  const bare = object.replace(/\(.*$/su, '');
  return bare === named || bare.split('.').at(-1)?.replaceAll('"', '') === named;
}

function actsAs(grantee: string, { consumer, question }: StatementAt): boolean {
  const role = knownRole(consumer.role, question.before);
  return role === null || role.acting.has(grantee);
}

function revokedElsewhere(named: string, { question }: StatementAt): boolean {
  return question.changes.some((other) => other.kind === 'privilege-revoked' && isAbout(other.object, named));
}

function denied(change: Change, message: string, at: StatementAt): Judgement {
  const who = at.consumer.role === null ? 'its role' : `role ${at.consumer.role}`;
  return {
    verdict: 'breaks',
    what: `${causes(change)}, and ${who} may not do what the statement does any more`,
    why: `PostgreSQL was asked as ${who}: ${message}.`,
    underline: message.split(' ').at(-1) ?? null,
    remedy: change.kind === 'privilege-revoked' ? keepRight(change, at) : grantAgain(change, at),
  };
}

function causes(change: Change): string {
  const who = maker(change);
  switch (change.kind) {
    case 'privilege-revoked':
      return `needs ${rightOf(change)}, which ${who} takes from ${change.grantee}`;
    case 'owner-changed':
      return `uses ${displayName(change.relation)}, which ${who} gives to ${change.after}`;
    case 'view-option-changed':
      return `uses ${displayName(change.relation)}, which ${who} lets act with the rights of who asks`;
    case 'role-changed':
      return `connects as ${change.role}, which ${who} changes`;
    case 'routine-changed':
      return `calls ${change.before.signature}, which ${who} lets act with the rights of who calls`;
    default:
      return `uses ${'relation' in change ? displayName(change.relation) : 'it'}, which ${who} makes anew without its grants`;
  }
}

function rightOf({ privilege, columns, object, on }: Revoked): string {
  const of = columns === null ? '' : ` (${columns.map(quoteIdentifier).join(', ')})`;
  return `${privilege}${of} on ${on === 'relation' || on === 'sequence' ? displayName(object as RelationId) : object}`;
}

/** What PostgreSQL checks only when the statement runs: the right to take a value from a sequence. */
function ofSequence(change: Revoked, at: StatementAt): Judgement | null {
  const after = at.question.after.details.sequences.find(({ id }) => id === change.object);
  if (after === undefined) return null;
  const how = draws(at, after);
  if (how === null) return null;
  const role = knownRole(at.consumer.role, at.question.after);
  if (role !== null && holds(role, after, ['USAGE', 'UPDATE'])) return null;
  const mine =
    role === null
      ? change.grantee === 'PUBLIC' || change.grantee === at.consumer.role
      : role.acting.has(change.grantee);
  if (!mine) return null;
  const sequence = displayName(after.id);
  return {
    verdict: role === null ? 'may break' : 'breaks',
    what: `${how === 'by name' ? 'calls' : `inserts into ${displayName(how)} and leaves a column to`} the sequence ${sequence}, which ${maker(change)} takes from ${change.grantee}`,
    why: `nextval needs USAGE or UPDATE on the sequence, also where a default calls it.`,
    underline: partsOf(how === 'by name' ? after.id : how).name,
    access: how === 'by name' ? 'read' : 'insert',
    remedy: keepRight(change, at),
  };
}

/** Everybody loses it, or a role of that name does: only a grant that nobody here sees can save the statement. */
function perhapsDenied(change: Revoked, at: StatementAt): Judgement {
  const everybody = change.grantee === 'PUBLIC';
  return {
    verdict: 'may break',
    what: `needs ${rightOf(change)}, which ${maker(change)} takes from ${everybody ? 'everybody' : change.grantee}`,
    why: everybody
      ? 'Unless its role has the right by itself or through another role, PostgreSQL refuses the statement.'
      : 'Unless its role has the right through another role, PostgreSQL refuses the statement.',
    underline: change.on === 'relation' ? partsOf(change.object as RelationId).name : null,
    remedy: keepRight(change, at),
  };
}

/** A role lost something, and nobody said which role the consumer has. */
function judgeConsumer(change: Change, at: ConsumerAt): readonly ConsumerJudgement[] {
  if (change.kind !== 'privilege-revoked' || at.consumer.role !== null || change.grantee === 'PUBLIC') return [];
  if (at.question.consumers.some(({ role }) => role === change.grantee)) return [];
  const users = workingStatements(at).filter((one) => needsRight(change, one) || drawsFromObject(change, one));
  return atAll(at, users, 'read', {
    verdict: 'unknown',
    level: 'warning',
    what: `needs ${rightOf(change)}${inPlaces(users)}, which ${maker(change)} takes from ${change.grantee}, and nobody said which role it has`,
    why: `If it connects as ${change.grantee}, or as a member of it, these statements fail; as another role nothing happens.`,
    remedy: remedy(
      'Say which role the consumer connects as, so that PostgreSQL can be asked as that role.',
      consumerStep(
        `add role: ${quoteIdentifier(change.grantee)} (or the role that it has) to consumers/${at.consumer.name}.yaml`,
      ),
    ),
  });
}

function drawsFromObject(change: Revoked, at: StatementAt): boolean {
  return change.on === 'sequence' && draws(at, { id: change.object as RelationId }) !== null;
}

function keepRight(change: Revoked, { consumer }: StatementAt): Judgement['remedy'] {
  const role = consumer.role ?? change.grantee;
  const grantee = role === 'PUBLIC' ? role : quoteIdentifier(role);
  const keyword = { relation: '', sequence: 'SEQUENCE ', routine: 'FUNCTION ', schema: 'SCHEMA ', type: 'TYPE ' }[
    change.on
  ];
  const columns = change.columns === null ? '' : ` (${change.columns.map(quoteIdentifier).join(', ')})`;
  return remedy(
    'Take the right away only when no statement needs it.',
    producerStep(
      'until then grant it to the role that needs it, in the same migration',
      `GRANT ${change.privilege}${columns} ON ${keyword}${change.object} TO ${grantee};`,
    ),
    consumerStep('stop what needs it, or use what is granted instead'),
    producerStep('revoke it in a later migration, once no consumer needs it'),
  );
}

/** What was made again has none of the grants that the old one had. */
function grantAgain(change: Change, { consumer, question }: StatementAt): Judgement['remedy'] {
  const relation = 'relation' in change ? change.relation : null;
  const role = consumer.role === null ? 'PUBLIC' : quoteIdentifier(consumer.role);
  const old = relation === null ? null : question.before.details.relations.find(({ id }) => id === relation);
  const had = (old?.privileges ?? [])
    .filter(({ grantee }) => grantee === consumer.role)
    .map(({ privilege }) => privilege);
  const rights = had.length === 0 ? 'SELECT' : [...new Set(had)].join(', ');
  return remedy(
    'Grant in the migration that makes it what the old one had granted.',
    producerStep(
      'grants belong to the object, not to its name',
      relation === null ? undefined : `GRANT ${rights} ON ${relationName(relation)} TO ${role};`,
    ),
    producerStep('or let every new object have them', `ALTER DEFAULT PRIVILEGES GRANT ${rights} ON TABLES TO ${role};`),
  );
}
