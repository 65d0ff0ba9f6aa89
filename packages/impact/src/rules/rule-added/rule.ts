import { displayName, partsOf, quoteIdentifier, type Change, type RelationId, type RuleDetail } from '@rowpact/model';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { does } from '../../writing/statement-writes.js';
import { accessesTo, refusedAfter, takenAfter } from '../statement-facts.js';
import { consumerStep, maker, producerStep, relationName, remedy } from '../wording.js';

/** A rewrite rule makes PostgreSQL run something else than the statement says, or does so no more. */
export const ruleAdded: Rule = { id: 'rule-added', about: ['rule-added', 'rule-changed', 'rule-dropped'], judge };

function judge(change: Change, at: StatementAt): Judgement | null {
  switch (change.kind) {
    case 'rule-added':
    case 'rule-changed':
      return change.after.enabled ? rewritten(change, change.relation, change.after, at) : null;
    case 'rule-dropped':
      return noLonger(change, at);
    default:
      return null;
  }
}

function rewritten(change: Change, relation: RelationId, rule: RuleDetail, at: StatementAt): Judgement | null {
  const access = eventOf(relation, rule, at);
  if (access === null) return null;
  const refusal = refusedAfter(at);
  const refused = refusal !== null && /^(?:0A000|55000)$/u.test(refusal.sqlstate);
  if (!refused && (!takenAfter(at) || !rule.instead)) return null;
  const nothing = /\bDO\s+INSTEAD\s+NOTHING\b/iu.test(rule.definition);
  return {
    verdict: refused ? 'breaks' : 'silent',
    what: `${WORDS[access]} ${displayName(relation)}, where ${maker(change)} puts the rule ${quoteIdentifier(rule.name)} ${nothing ? 'that does nothing instead' : 'in its way'}`,
    why: refused
      ? 'PostgreSQL cannot answer RETURNING, nor decide ON CONFLICT, for a statement that a rule replaces.'
      : 'The statement answers without an error and does not do what it says: its row count is 0, or another statement’s.',
    underline: partsOf(relation).name,
    access,
    remedy: safeWay(relation, rule),
  };
}

/** A rule stood in for the write: now the write itself happens, or (on a view) nothing can. */
function noLonger(change: Extract<Change, { kind: 'rule-dropped' }>, at: StatementAt): Judgement | null {
  const { relation, before } = change;
  const access = eventOf(relation, before, at);
  if (access === null || !before.instead || !before.enabled) return null;
  const refused = refusedAfter(at)?.sqlstate === '55000';
  if (!refused && !takenAfter(at)) return null;
  return {
    verdict: refused ? 'breaks' : 'silent',
    what: `${WORDS[access]} ${displayName(relation)}, whose rule ${quoteIdentifier(before.name)} ${maker(change)} drops`,
    why: refused
      ? 'The view could only be written through its rule.'
      : 'The rule did something else instead of the statement; from now on the statement does what it says.',
    underline: partsOf(relation).name,
    access,
    remedy: remedy(
      'Move writers off the rule before it goes.',
      consumerStep(`write where the rule of ${displayName(relation)} wrote`),
      producerStep(
        'drop the rule once nobody writes through it',
        `DROP RULE ${quoteIdentifier(before.name)} ON ${relationName(relation)};`,
      ),
    ),
  };
}

const WORDS = { insert: 'inserts into', update: 'updates', delete: 'deletes from' } as const;

function eventOf(relation: RelationId, { event }: RuleDetail, at: StatementAt): 'insert' | 'update' | 'delete' | null {
  if (event === 'select') return null;
  return accessesTo(at, relation).some((access) => does(access, event)) ? event : null;
}

function safeWay(relation: RelationId, { event }: RuleDetail): Judgement['remedy'] {
  return remedy(
    'Take the right to write away, or move writers first, instead of letting a rule swallow what they send.',
    consumerStep(`stop the ${event} of ${displayName(relation)}, or send it where it belongs`),
    producerStep(
      'where nobody should write any more, let PostgreSQL say so',
      `REVOKE ${event.toUpperCase()} ON ${relationName(relation)} FROM PUBLIC;`,
    ),
  );
}
