import { quoteIdentifier, type Change, type RoleDetail } from '@rowpact/model';
import type { ConsumerAt, ConsumerJudgement, Rule } from '../../rule.js';
import { maker, producerStep, consumerStep, remedy } from '../wording.js';

/** The role that a consumer connects as may not log in any more, has fewer connections, or is gone. */
export const roleChanged: Rule = { id: 'role-changed', about: ['role-changed', 'role-dropped'], judgeConsumer };

function judgeConsumer(change: Change, at: ConsumerAt): readonly ConsumerJudgement[] {
  if (change.kind !== 'role-changed' && change.kind !== 'role-dropped') return [];
  const loss = change.kind === 'role-changed' ? lossOf(change.before, change.after) : GONE;
  if (loss === null || (at.consumer.role !== null && at.consumer.role !== change.role)) return [];
  // Whose role is known, is told; of the others nobody knows, and only where no consumer is known to have it.
  if (at.consumer.role === null) return isTaken(change.role, at) ? [] : [unknownRole(change, change.role, loss, at)];
  return [
    {
      verdict: loss.verdict,
      ...(loss.verdict === 'may break' ? { level: 'warning' as const } : {}),
      what: `connects as role ${change.role}, which ${maker(change)} ${loss.words}`,
      why: loss.why,
      location: { file: at.consumer.source },
      about: `${change.role} ${loss.kind}`,
      remedy: safeWay(change.role, loss),
    },
  ];
}

interface Loss {
  readonly kind: string;
  readonly verdict: 'breaks' | 'may break';
  readonly words: string;
  readonly why: string;
  readonly undo: string;
}

const GONE: Loss = {
  kind: 'dropped',
  verdict: 'breaks',
  words: 'drops',
  why: 'Nobody can connect as a role that is not there.',
  undo: 'CREATE ROLE',
};

function lossOf(before: RoleDetail, after: RoleDetail): Loss | null {
  if (before.login && !after.login)
    return {
      kind: 'login',
      verdict: 'breaks',
      words: 'lets log in no more (NOLOGIN)',
      why: 'Every new connection is refused; those that are open live until they are closed.',
      undo: 'LOGIN',
    };
  const [had, has] = [before.connectionLimit, after.connectionLimit];
  if (has < 0 || (had >= 0 && has >= had)) return null;
  return {
    kind: 'connections',
    verdict: has === 0 ? 'breaks' : 'may break',
    words: has === 0 ? 'lets open no connection (CONNECTION LIMIT 0)' : `lets open no more than ${has} connections`,
    why:
      has === 0
        ? 'Every connection is refused: too many connections for role.'
        : 'A pool that is larger, or more than one of it, is refused: too many connections for role.',
    undo: `CONNECTION LIMIT ${had}`,
  };
}

function isTaken(role: string, { question }: ConsumerAt): boolean {
  return question.consumers.some((other) => other.role === role);
}

function unknownRole(change: Change, role: string, loss: Loss, { consumer }: ConsumerAt): ConsumerJudgement {
  return {
    verdict: 'unknown',
    level: 'warning',
    what: `may connect as role ${role}, which ${maker(change)} ${loss.words}: nobody said which role it has`,
    why: loss.why,
    location: { file: consumer.source },
    about: `${role} ${loss.kind}`,
    remedy: remedy(
      'Say which role the consumer connects as.',
      consumerStep(`add role: to consumers/${consumer.name}.yaml`),
    ),
  };
}

function safeWay(role: string, { kind, undo }: Loss): ConsumerJudgement['remedy'] {
  return remedy(
    'Give the consumer another role first, and let the old one be until nobody connects as it.',
    consumerStep('connect as the new role, in every environment'),
    producerStep(
      kind === 'dropped'
        ? 'drop it only when pg_stat_activity shows nobody as this role'
        : 'until then leave it as it is',
      kind === 'dropped' ? undefined : `ALTER ROLE ${quoteIdentifier(role)} ${undo};`,
    ),
  );
}
