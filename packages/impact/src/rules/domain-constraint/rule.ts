import { displayName, partsOf, quoteIdentifier, type Change, type RelationId } from '@rowpact/model';
import { worstOf } from '../../constants/demand.js';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { arriving } from '../../writing/rows-written.js';
import { columnsOfDomain } from '../../writing/schema-facts.js';
import { rowsInto } from '../../writing/statement-writes.js';
import { writtenValues } from '../../writing/written-words.js';
import { columnName, consumerStep, maker, producerStep, relationName, remedy } from '../wording.js';
import { domainDemands } from './domain-demands.js';

/** A domain takes less than before: all columns of it do, in every table at once. */
export const domainConstraint: Rule = { id: 'domain-constraint', about: domainDemands.about, judge };

function judge(change: Change, at: StatementAt): Judgement | null {
  if (change.kind === 'domain-check-added') return checked(change, at);
  return change.kind === 'domain-not-null-changed' && change.notNull ? notNull(change, at) : null;
}

type DomainCheckChange = Extract<Change, { kind: 'domain-check-added' | 'domain-check-dropped' }>;

function checked(change: DomainCheckChange, at: StatementAt): Judgement | null {
  let worst: Judgement | null = null;
  for (const demand of domainDemands.demands(change, at)) {
    const outcome = worstOf(rowsInto(at, demand.relation), demand, at.question);
    const [column = ''] = demand.columns;
    if (outcome === null || (worst !== null && outcome.kind === 'depends')) continue;
    const written = outcome.kind === 'fails' ? writtenValues(outcome.values) : columnName(demand.relation, column);
    worst = {
      verdict: outcome.kind === 'fails' ? 'breaks' : 'may break',
      what: `writes ${written}${outcome.kind === 'fails' ? ` into ${displayName(demand.relation)}` : ''}, whose type ${displayName(change.type)} ${maker(change)} restricts to ${change.check.definition}`,
      why: `${displayName(change.type)} is a domain: what it refuses, every column of it refuses, in every table.`,
      underline: column,
      remedy: safeWay(change),
    };
    if (outcome.kind === 'fails') return worst;
  }
  return worst;
}

function notNull(change: Extract<Change, { kind: 'domain-not-null-changed' }>, at: StatementAt): Judgement | null {
  let worst: Judgement | null = null;
  for (const { relation, column } of columnsOfDomain(at.question.after, change.type)) {
    if (column.type.dimensions > 0) continue;
    for (const row of rowsInto(at, relation)) {
      const value = arriving(row, relation, column.name, at.question.after);
      const isNull = value?.kind === 'null';
      if (!isNull && value?.kind !== 'parameter' && !(value?.kind === 'expression' && value.nullable)) continue;
      if (worst !== null && !isNull) continue;
      const leftOut = isNull && value.omitted;
      worst = {
        verdict: isNull ? 'breaks' : 'may break',
        what: `${leftOut ? 'inserts without' : isNull ? 'stores NULL in' : 'writes'} ${columnName(relation, column.name)}, whose type ${displayName(change.type)} ${maker(change)} makes NOT NULL`,
        why: `${displayName(change.type)} is a domain: no column of it takes NULL any more, in any table.`,
        underline: leftOut ? partsOf(relation).name : column.name,
        access: row.by,
        remedy: withoutNull(change, relation, column.name),
      };
      if (isNull) return worst;
    }
  }
  return worst;
}

function safeWay({ type, check }: DomainCheckChange): Judgement['remedy'] {
  const domain = displayName(type);
  const name = quoteIdentifier(check.name);
  const bare = check.definition.replace(/\s+NOT VALID$/u, '');
  return remedy(
    'Let every writer pass the check before the domain has it.',
    consumerStep(`write only what passes ${bare}, in every column of ${displayName(type)}`),
    producerStep(
      'once no consumer writes anything else; NOT VALID spares the old rows, and already refuses new ones',
      `ALTER DOMAIN ${domain} ADD CONSTRAINT ${name} ${bare} NOT VALID;\nALTER DOMAIN ${domain} VALIDATE CONSTRAINT ${name};`,
    ),
  );
}

function withoutNull(
  { type }: Extract<Change, { kind: 'domain-not-null-changed' }>,
  relation: RelationId,
  column: string,
): Judgement['remedy'] {
  return remedy(
    'Say NOT NULL of single columns instead of the domain, each once its writers fill it.',
    consumerStep(`write a value into ${column} in every INSERT and UPDATE, never NULL`),
    producerStep(
      `once no writer stores NULL there, instead of ALTER DOMAIN ${displayName(type)}`,
      `ALTER TABLE ${relationName(relation)} ALTER COLUMN ${quoteIdentifier(column)} SET NOT NULL;`,
    ),
  );
}
