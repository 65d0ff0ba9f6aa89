import {
  type Access,
  type Change,
  type Evidence,
  type GatePolicy,
  type ImpactFinding,
  type Location,
  placeInSource,
  type RelationAccess,
  sha256,
} from '@rowpact/model';
import { describeChange } from '../describe/describe-change.js';
import type { ImpactQuestion } from '../question.js';
import type { Claim, ConsumerAt, ConsumerJudgement, Judgement, StatementAt } from '../rule.js';
import { resultsFrom } from '../rules/column-use.js';
import { accessesBefore, inSource, refusedAfter, rowEvidence } from '../rules/statement-facts.js';
import { names } from './blame.js';
import { relationsOf } from './change-keys.js';
import { levelOf } from './level-of.js';
import { excerptOf, spanOf } from './underline.js';

/** A claim about a statement as a finding. @param alone whether nothing else breaks the statement */
export function statementFinding(claim: Claim, at: StatementAt, alone: boolean, policy: GatePolicy): ImpactFinding {
  const { judgement, change } = claim;
  const { statement, consumer } = at;
  const refusal = judgement.verdict === 'breaks' ? refusedAfter(at) : null;
  const own = refusal !== null && (alone || change === null || isNamed(refusal, judgement)) ? refusal : null;
  const span = spanOf(statement.text, judgement.underline, own?.offset ?? null);
  const place = span === null ? statement.place : placeInSource(statement, span.start);
  const here = inSource(consumer, { file: place.file, line: place.line, column: place.column });
  const [first, ...further] = judgement.evidence ?? [];
  const access = judgement.access ?? first?.access ?? accessTo(change, at);
  const elsewhere =
    first === undefined
      ? rowReads(change, at)
      : [{ location: here, access: 'wildcard' as const, from: null }, ...further];
  return {
    ...shared(claim, at, policy),
    location: first?.location ?? here,
    excerpt: excerptOf(statement.text, span),
    evidence: elsewhere,
    refusal: own === null ? null : { sqlstate: own.sqlstate, message: own.message },
    fingerprint: fingerprint(claim, at, statement.fingerprint, access),
  };
}

/** A claim about a consumer apart from its statements as a finding. */
export function consumerFinding(claim: Claim<ConsumerJudgement>, at: ConsumerAt, policy: GatePolicy): ImpactFinding {
  const { judgement } = claim;
  return {
    ...shared({ ...claim, change: judgement.change ?? claim.change }, at, policy),
    ...(judgement.subject === undefined ? {} : { subject: judgement.subject }),
    location: judgement.location,
    excerpt: null,
    evidence: judgement.evidence ?? [],
    refusal: null,
    fingerprint: fingerprint(claim, at, judgement.about ?? '', judgement.access ?? ''),
  };
}

/** A claim about the producer itself as a finding. */
export function producerFinding(
  claim: Claim<ConsumerJudgement>,
  question: ImpactQuestion,
  policy: GatePolicy,
): ImpactFinding {
  const at = { question, consumer: null };
  const { judgement } = claim;
  return {
    ...shared(claim, at, policy),
    location: judgement.location,
    excerpt: null,
    evidence: judgement.evidence ?? [],
    refusal: null,
    fingerprint: fingerprint(claim, at, judgement.about ?? '', judgement.access ?? ''),
  };
}

/** A statement that names the column may have it in its rows as well: those who read it there fail with the statement. */
function rowReads(change: Change | null, at: StatementAt): readonly Evidence[] {
  if (change === null || !('column' in change)) return [];
  const outputs = resultsFrom(at, change.relation, change.column).filter(({ wildcard }) => wildcard);
  return outputs.flatMap(({ name }) => rowEvidence(at, name).reads);
}

type At = ConsumerAt | { readonly question: ImpactQuestion; readonly consumer: null };

type Placed = 'location' | 'excerpt' | 'evidence' | 'refusal' | 'fingerprint';

function shared(
  { rule, change, judgement }: Claim<Omit<Judgement, 'underline' | 'behind'>>,
  { consumer, question }: At,
  policy: GatePolicy,
): Omit<ImpactFinding, Placed> {
  const who = consumer === null ? question.producer : consumer.name;
  const migration: Location | null = change?.origin?.location ?? null;
  return {
    kind: 'impact',
    rule: rule.id,
    verdict: judgement.verdict,
    level: levelOf(rule.id, judgement, policy),
    producer: question.producer,
    consumer: consumer?.name ?? null,
    deployed: consumer?.deployed ?? null,
    sentence: `${who}${running(consumer?.deployed ?? null)} ${judgement.what}`,
    change: change === null ? null : describeChange(change).sentence,
    subject: change === null ? null : describeChange(change).subject,
    migration,
    why: judgement.why,
    remedy: judgement.remedy,
    typecheck: null,
    accepted: null,
  };
}

function running(deployed: ImpactFinding['deployed']): string {
  return deployed === null ? '' : ` as it runs in ${deployed.environment} (${deployed.sha.slice(0, 8)})`;
}

function fingerprint({ rule, change, judgement }: Claim<object>, at: At, statement: string, access: string): string {
  const subject =
    change === null ? ('subject' in judgement ? String(judgement.subject) : '') : describeChange(change).subject;
  const { producer } = at.question;
  return sha256(rule.id, producer, at.consumer?.name ?? '', subject, statement, access).slice(0, 16);
}

function isNamed(refusal: Parameters<typeof names>[0], { underline }: Judgement): boolean {
  return underline !== null && names(refusal, underline);
}

/** How the statement uses what the change is about. */
function accessTo(change: Change | null, at: StatementAt): Access {
  const relations = change === null ? [] : relationsOf(change);
  const accesses = accessesBefore(at);
  const column = change !== null && 'column' in change ? change.column : null;
  const uses = accesses.filter(({ relation }) => relations.includes(relation));
  return uses.map((use) => accessOf(use, column)).find((found) => found !== null) ?? 'read';
}

function accessOf(use: RelationAccess, column: string | null): Access | null {
  const has = (columns: readonly string[]) => (column === null ? columns.length > 0 : columns.includes(column));
  if (has(use.insert)) return 'insert';
  if (has(use.update)) return 'update';
  if (has(use.read)) return 'read';
  if (column === null && use.deletes) return 'delete';
  if (has(use.exposed)) return 'wildcard';
  return has(use.needs) ? 'needed' : null;
}
