import { type Change, type RefusedStatement, VERDICTS } from '@rowpact/model';
import type { Claim, Judgement, Rule, StatementAt } from '../rule.js';
import { analysisBefore, refusalIn, refusedAfter } from '../rules/statement-facts.js';
import { RULES } from '../rules/index.js';
import { byBlame } from './blame.js';
import type { ChangeIndex } from './change-index.js';

/**
 * What the changes mean for one statement: the worst judgement of each change, then what no rule explains. A statement that
 * PostgreSQL refused before is the consumer's own trouble; one that nobody asked about no change touches.
 */
export function judgeStatement(at: StatementAt, index: ChangeIndex): readonly Claim[] {
  if (at.before === null || refusalIn(at.before) !== null) return [];
  const accesses = [...(analysisBefore(at)?.relations ?? []), ...at.statement.access];
  const changes = index.touching(at.statement.text, accesses);
  const refusal = refusedAfter(at);
  const claims = withoutCovered(
    changes.flatMap((change) => worst(claimsOf(change, at)) ?? []),
    refusal,
  );
  const rest = { changes: refusal === null ? changes : byBlame(refusal, changes) };
  return RULES.reduce<readonly Claim[]>((known, rule) => {
    const judgement = rule.judgeRest?.(at, { ...rest, claims: known }) ?? null;
    if (judgement === null) return known;
    return [...known, { rule, judgement, change: judgement.change ?? rest.changes[0] ?? null }];
  }, claims);
}

function claimsOf(change: Change, at: StatementAt): readonly Claim[] {
  return rulesAbout(change).flatMap((rule) => {
    const judgement = rule.judge?.(change, at) ?? null;
    return judgement === null ? [] : [{ rule, change, judgement }];
  });
}

const RULES_BY_KIND: ReadonlyMap<string, readonly Rule[]> = new Map(
  RULES.flatMap(({ about }) => about).map((kind) => [kind, RULES.filter(({ about }) => about.includes(kind))]),
);

/** The rules about a change's kind, in the order of the list. */
export function rulesAbout({ kind }: Change): readonly Rule[] {
  return RULES_BY_KIND.get(kind) ?? [];
}

/** The worst of some claims; of equally bad ones the first. */
export function worst<Made extends Pick<Judgement, 'verdict'>>(claims: readonly Claim<Made>[]): Claim<Made> | null {
  return claims.reduce<Claim<Made> | null>(
    (found, claim) => (found !== null && rank(found) <= rank(claim) ? found : claim),
    null,
  );
}

/** Of two that are equally bad, what the statement names itself says more than what lies behind it. */
function rank({ judgement }: Claim<Pick<Judgement, 'verdict' | 'behind'>>): number {
  return VERDICTS.indexOf(judgement.verdict) * 2 + (judgement.behind === true ? 1 : 0);
}

/**
 * Leaves out what lies behind something nearer of which the same, or worse, is said; and of several things that lie behind one
 * refusal all but the one that its words name.
 */
function withoutCovered(claims: readonly Claim[], refusal: RefusedStatement | null): readonly Claim[] {
  const nearest = worst(claims.filter(({ judgement }) => judgement.behind !== true));
  const far = claims.filter(({ judgement }) => judgement.behind === true && judgement.verdict === 'breaks');
  const blamed =
    refusal === null
      ? null
      : byBlame(
          refusal,
          far.flatMap(({ change }) => change ?? []),
        )[0];
  const chosen = far.find(({ change }) => change === blamed);
  return claims.filter((claim) => {
    if (claim.judgement.behind !== true) return true;
    if (nearest !== null && rank(claim) >= rank(nearest)) return false;
    return refusal === null || claim.judgement.verdict !== 'breaks' || claim === chosen;
  });
}
