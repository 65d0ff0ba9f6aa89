import { type Change, quoteLiteral, type TypeId } from '@rowpact/model';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { announcement } from '../remedies.js';
import { accessesBefore, analysisBefore, refusedAfter, rowEvidence, takenAfter } from '../statement-facts.js';
import { consumerStep, maker, producerCommand, producerStep, relationName, remedy } from '../wording.js';

type Label = Extract<Change, { readonly kind: 'enum-label-added' | 'enum-label-removed' | 'enum-label-renamed' }>;
type Reordered = Extract<Change, { readonly kind: 'enum-reordered' }>;

/** The labels of an enum change: who writes the old ones into SQL fails, who reads gets the new ones. */
export const enumChanged: Rule = {
  id: 'enum-changed',
  about: ['enum-label-added', 'enum-label-removed', 'enum-label-renamed', 'enum-reordered'],
  judge: (change, at) => {
    if (change.kind === 'enum-reordered') return reordered(change, at);
    return change.kind === 'enum-label-added' ||
      change.kind === 'enum-label-removed' ||
      change.kind === 'enum-label-renamed'
      ? judge(change, at)
      : null;
  },
};

function judge(change: Label, at: StatementAt): Judgement | null {
  const refusal = refusedAfter(at);
  if (change.kind === 'enum-label-added') return takenAfter(at) ? read(change, at) : null;
  if (refusal !== null) {
    const literal = at.statement.text.includes(quoteLiteral(change.label));
    return refusal.sqlstate === '22P02' && literal ? fails(change, at) : null;
  }
  return takenAfter(at) ? (sent(change, at) ?? read(change, at)) : null;
}

function fails(change: Label, at: StatementAt): Judgement {
  return {
    verdict: 'breaks',
    what: `has ${quoteLiteral(change.label)} in its SQL, ${becomes(change)}`,
    why: `PostgreSQL refuses a label that ${relationName(idOf(change.type))} does not have, in conditions as in values.`,
    underline: null,
    access: at.statement.access.some(({ insert, update }) => insert.length + update.length > 0) ? 'insert' : 'read',
    remedy: way(change),
  };
}

/** A value that the code passes in may be the old label. */
function sent(change: Label, at: StatementAt): Judgement | null {
  const parameters = analysisBefore(at)?.parameters ?? [];
  if (!parameters.some(({ type }) => type.id === change.type)) return null;
  return {
    verdict: 'may break',
    what: `passes a ${relationName(idOf(change.type))} in, which may be ${quoteLiteral(change.label)}, ${becomes(change)}`,
    why: 'PostgreSQL refuses the old label when the value arrives. Which values the code passes, nobody here can see.',
    underline: null,
    remedy: way(change),
  };
}

function read(change: Label, at: StatementAt): Judgement | null {
  const outputs = (analysisBefore(at)?.columns ?? []).filter(({ type }) => type.id === change.type);
  const [output] = outputs;
  if (output === undefined) return null;
  const evidence = outputs.flatMap(({ name }) => rowEvidence(at, name).reads);
  const places = [...evidence, ...rowEvidence(at, output.name).escapes];
  const wild = outputs.every(({ wildcard }) => wildcard);
  if (wild && at.statement.rows !== null && places.length === 0) return null;
  const gets = change.kind === 'enum-label-renamed';
  if (!gets && !at.consumer.typed) return null;
  return {
    verdict: gets ? 'silent' : 'types only',
    ...(gets ? {} : { level: 'warning' as const }),
    what: `reads ${relationName(idOf(change.type))}, ${becomes(change)}`,
    why: gets
      ? 'Rows that held the old label hold the new one at once: comparisons with the old one in code become false without an error.'
      : 'The generated union of labels changes: a switch that covers every label, or a comparison, may no longer pass the type-check.',
    underline: wild ? '*' : output.name,
    ...(wild && places.length > 0 ? { evidence: places } : {}),
    remedy: change.kind === 'enum-label-added' ? expectIt(change) : way(change),
  };
}

function reordered(change: Reordered, at: StatementAt): Judgement | null {
  if (!takenAfter(at) || !/\border\s+by\b|[<>]|\bm(?:ax|in)\s*\(/iu.test(at.statement.text)) return null;
  const { relations } = at.question.before.snapshot;
  const uses = accessesBefore(at).some((access) =>
    relations
      .find(({ id }) => id === access.relation)
      ?.columns.some(({ name, type }) => type.id === change.type && access.read.includes(name)),
  );
  if (!uses) return null;
  return {
    verdict: 'silent',
    level: 'warning',
    what: `sorts or compares by ${relationName(idOf(change.type))}, whose labels ${maker(change)} puts in another order`,
    why: 'An enum sorts by the order of its labels in the type, not by their text.',
    underline: null,
    remedy: remedy(
      'Say the order in the statements that need one.',
      consumerStep('sort by a CASE over the labels, deploy, and run `rowpact scan`'),
      producerStep('change the order after that'),
    ),
  };
}

function becomes(change: Label): string {
  switch (change.kind) {
    case 'enum-label-added':
      return `which ${maker(change)} gives the label ${quoteLiteral(change.label)} too`;
    case 'enum-label-removed':
      return `which ${maker(change)} removes from ${relationName(idOf(change.type))}`;
    case 'enum-label-renamed':
      return `which ${maker(change)} renames to ${quoteLiteral(change.to)}`;
    default:
      return change satisfies never;
  }
}

function way(change: Label) {
  const type = relationName(idOf(change.type));
  const label = quoteLiteral(change.label);
  const subject = `${type}.${change.label}`;
  const next = change.kind === 'enum-label-renamed' ? change.to : null;
  return remedy(
    next === null
      ? `Let nobody use ${label} any more before it goes.`
      : `Add ${quoteLiteral(next)} beside ${label}, move the code, then the rows.`,
    ...(next === null
      ? []
      : [producerStep('add the new label instead of renaming', `ALTER TYPE ${type} ADD VALUE ${quoteLiteral(next)};`)]),
    producerCommand('announce the old one', announcement(subject, next === null ? undefined : `${type}.${next}`)),
    consumerStep(
      next === null
        ? `stop sending and comparing ${label}, deploy, and run \`rowpact scan\``
        : `understand both, send ${quoteLiteral(next)} only, deploy, and run \`rowpact scan\``,
    ),
    producerStep('when `rowpact lifecycle` says droppable, move the rows and take the label away in a later migration'),
  );
}

function expectIt(change: Label) {
  return remedy(
    'Let the readers expect the label before the first row has it.',
    consumerStep(`handle ${quoteLiteral(change.label)} where the code tells the labels apart, deploy`),
    producerStep('write the first row with it after that'),
  );
}

/** Ids of types are made like those of relations. */
function idOf(type: TypeId): Parameters<typeof relationName>[0] {
  return type as unknown as Parameters<typeof relationName>[0];
}
