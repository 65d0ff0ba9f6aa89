import { byCodeUnit, type GatePolicy, type ImpactFinding, VERDICTS } from '@rowpact/model';
import type { ConsumerInQuestion, ImpactQuestion } from '../question.js';
import type { Claim, ConsumerJudgement } from '../rule.js';
import { RULES } from '../rules/index.js';
import { type ChangeIndex, changeIndexOf } from './change-index.js';
import { judgeStatement, rulesAbout } from './judge-statement.js';
import { merged } from './merge-findings.js';
import { consumerFinding, producerFinding, statementFinding } from './to-finding.js';

/**
 * Whom the changes of a producer hurt, how badly, where, and what to do instead: the worst judgement of every statement and change,
 * once each. A version that runs somewhere is heard only about what the consumer's code here does not have any more.
 */
export function judgeImpact(question: ImpactQuestion, policy: GatePolicy): readonly ImpactFinding[] {
  const index = changeIndexOf(question);
  const judgeAll = (wanted: (consumer: ConsumerInQuestion) => boolean) =>
    question.consumers.filter(wanted).flatMap((consumer) => merged(judgeConsumer(consumer, question, index, policy)));
  const current = judgeAll(({ deployed }) => deployed === null);
  const running = judgeAll(({ deployed }) => deployed !== null);
  const known = new Set(current.map(({ fingerprint }) => fingerprint));
  return [
    ...merged(judgeProducer(question, policy)),
    ...current,
    ...running.filter(({ fingerprint }) => !known.has(fingerprint)),
  ].sort(inOrder);
}

function judgeConsumer(
  consumer: ConsumerInQuestion,
  question: ImpactQuestion,
  index: ChangeIndex,
  policy: GatePolicy,
): readonly ImpactFinding[] {
  const at = { consumer, question };
  const ofStatements = consumer.statements.flatMap((inQuestion) => {
    const statement = { ...at, ...inQuestion };
    const claims = judgeStatement(statement, index);
    const alone = claims.filter(({ judgement }) => judgement.verdict === 'breaks').length === 1;
    return claims.map((claim) => statementFinding(claim, statement, alone, policy));
  });
  const ofChanges = question.changes.flatMap((change) =>
    rulesAbout(change).flatMap((rule) => claim(rule.judgeConsumer?.(change, at), { rule, change })),
  );
  const ofAll = RULES.flatMap((rule) => claim(rule.judgeAll?.(at), { rule, change: null }));
  return [...ofStatements, ...[...ofChanges, ...ofAll].map((each) => consumerFinding(each, at, policy))];
}

function judgeProducer(question: ImpactQuestion, policy: GatePolicy): readonly ImpactFinding[] {
  return question.changes
    .flatMap((change) =>
      rulesAbout(change).flatMap((rule) => claim(rule.judgeProducer?.(change, question), { rule, change })),
    )
    .map((each) => producerFinding(each, question, policy));
}

function claim(
  judgements: readonly ConsumerJudgement[] | undefined,
  of: Pick<Claim, 'rule' | 'change'>,
): readonly Claim<ConsumerJudgement>[] {
  return (judgements ?? []).map((judgement) => ({ ...of, judgement }));
}

function inOrder(left: ImpactFinding, right: ImpactFinding): number {
  return (
    VERDICTS.indexOf(left.verdict) - VERDICTS.indexOf(right.verdict) ||
    byCodeUnit(left.consumer ?? '', right.consumer ?? '') ||
    byCodeUnit(left.location.file, right.location.file) ||
    (left.location.line ?? 0) - (right.location.line ?? 0) ||
    (left.location.column ?? 0) - (right.location.column ?? 0) ||
    byCodeUnit(left.rule, right.rule) ||
    byCodeUnit(left.subject ?? '', right.subject ?? '') ||
    byCodeUnit(left.fingerprint, right.fingerprint) ||
    byCodeUnit(left.deployed?.environment ?? '', right.deployed?.environment ?? '') ||
    byCodeUnit(left.deployed?.sha ?? '', right.deployed?.sha ?? '')
  );
}
