import {
  addDays,
  displaySubject,
  nearestName,
  subjectParts,
  type Deprecation,
  type ImpactFinding,
  type Remedy,
  type Snapshot,
} from '@rowpact/model';
import type { LifecycleAt } from '../../lifecycle/drops.js';
import { lifecycleFinding } from '../../lifecycle/lifecycle-finding.js';
import type { LifecycleQuestion } from '../../lifecycle/lifecycle-question.js';
import type { LifecycleRule } from '../../lifecycle/lifecycle-rule.js';
import { subjectExists } from '../../lifecycle/subject-exists.js';
import { producerCommand, producerStep, remedy } from '../wording.js';
import { replacementExists } from './replacement.js';
import { stillWritten } from './still-written.js';

/** An announcement is one that consumers can act on. */
export const deprecationIncomplete: LifecycleRule = {
  id: 'deprecation-incomplete',
  judge: (at) => at.question.announced.filter(({ dropped }) => dropped === null).flatMap((one) => [...judge(one, at)]),
};

interface Trouble {
  readonly key: string;
  readonly sentence: string;
  readonly why: string;
  readonly remedy: Remedy;
}

function* judge(announced: Deprecation, at: LifecycleAt): Generator<ImpactFinding> {
  const { question } = at;
  const exists = subjectExists(announced, question.after);
  const troubles = exists
    ? [tooSoon(announced, question), noReplacement(announced, question.after), mustBeWritten(announced, question)]
    : [missing(announced, at)];
  for (const trouble of troubles) {
    if (trouble === null) continue;
    const { key, sentence, why, remedy: safe } = trouble;
    yield lifecycleFinding({
      rule: 'deprecation-incomplete',
      producer: question.producer,
      verdict: 'may break',
      subject: announced.subject,
      sentence,
      location: announced.location,
      why,
      remedy: safe,
      same: [key],
    });
  }
}

/** Dropped in this change set: the entry becomes a tombstone. Else it was never there. */
function missing({ kind, subject, source }: Deprecation, { question, drops }: LifecycleAt): Trouble | null {
  if (source === 'comment') return null;
  const name = displaySubject(subject);
  const drop = drops.find((one) => one.kind === kind && one.subject === subject);
  const migration = drop?.change?.origin?.migration;
  if (drop)
    return {
      key: 'tombstone',
      sentence: `${name} is dropped${migration === undefined ? '' : ` by migration ${migration}`}, and its entry does not say so`,
      why: 'The entry stays as a tombstone: it keeps the name from meaning something else while old versions may run.',
      remedy: remedy(
        'Write into the entry what dropped it.',
        producerCommand(
          `write \`dropped: { migration: ${migration ?? '<label>'}, on: ${question.today} }\` into its entry`,
          `rowpact deprecate ${name} --dropped ${migration ?? '<label>'}`,
        ),
      ),
    };
  const nearest = nearestName(name, namesOf(kind, question.after));
  return {
    key: 'missing',
    sentence: `${name} is announced to go, and the schema has no such ${kind}`,
    why: 'An announcement of a name that does not exist warns nobody. If it was dropped, the entry says so and stays.',
    remedy: remedy(
      nearest === null ? 'Correct the name, or say what dropped it.' : `Did you mean ${nearest}?`,
      producerStep(`correct ${name} in lifecycle.yaml, or add \`dropped: { migration: <label>, on: <day> }\``),
    ),
  };
}

function tooSoon(announced: Deprecation, { announcedBefore, policy, today }: LifecycleQuestion): Trouble | null {
  const { kind, subject, removeAfter } = announced;
  const before = announcedBefore?.find((one) => one.kind === kind && one.subject === subject && one.dropped === null);
  const isNew = announcedBefore !== null && (before?.removeAfter ?? null) === null;
  const earliest = addDays(today, policy.graceDays);
  if (!isNew || removeAfter === null || removeAfter >= earliest) return null;
  const name = displaySubject(subject);
  return {
    key: 'too soon',
    sentence: `${name} is announced to go on ${removeAfter}, and consumers are promised ${policy.graceDays} days`,
    why: 'Consumers need time to let go of it: `policy.grace_days` in producer.yaml says how much.',
    remedy: remedy(`Name ${earliest} or a later day.`, producerStep(`write \`remove_after: ${earliest}\` for ${name}`)),
  };
}

function noReplacement({ kind, subject, replacement }: Deprecation, after: Snapshot): Trouble | null {
  if (replacement === null || replacementExists(kind, subject, replacement, after)) return null;
  const nearest = nearestName(replacement, namesOf(kind, after));
  return {
    key: 'replacement',
    sentence: `${displaySubject(subject)} is to be replaced by ${replacement}, which the schema does not have`,
    why: 'Consumers can only move to what is there.',
    remedy: remedy(
      nearest === null ? `Add ${replacement} first.` : `Did you mean ${nearest}?`,
      producerStep(`add ${replacement} in this migration or an earlier one, or correct the name`),
    ),
  };
}

/** Who must write a column cannot let go of it. */
function mustBeWritten(announced: Deprecation, question: LifecycleQuestion): Trouble | null {
  const parts = subjectParts(announced.kind, announced.subject);
  if (parts.kind !== 'column') return null;
  const relation = question.after.relations.find(({ id }) => id === parts.relation);
  const column = relation?.columns.find(({ name }) => name === parts.column);
  const isTable = relation?.kind === 'table' || relation?.kind === 'partitioned table';
  if (!relation || !column || !isTable || column.nullable || !column.writable) return null;
  if (column.default !== null || column.identity !== null || hasDomainDefault(column.type, question.after)) return null;
  if (!stillWritten(announced, question)) return null;
  const name = displaySubject(announced.subject);
  const table = displaySubject(parts.relation);
  const quoted = announced.subject.slice(parts.relation.length + 1);
  return {
    key: 'not null',
    sentence: `${name} is NOT NULL without a default, so nobody who inserts into ${table} can leave it out`,
    why: 'Consumers stop writing a column before it is dropped. An INSERT without it must work first.',
    remedy: remedy(`Let rows do without ${name}.`, {
      ...producerStep('allow NULL with the announcement', `ALTER TABLE ${table} ALTER COLUMN ${quoted} DROP NOT NULL;`),
    }),
  };
}

function hasDomainDefault(
  { kind, id, dimensions }: Snapshot['relations'][number]['columns'][number]['type'],
  { domains }: Snapshot,
): boolean {
  return kind === 'domain' && dimensions === 0 && domains.some((domain) => domain.id === id && domain.default !== null);
}

function namesOf(kind: Deprecation['kind'], { relations, enums }: Snapshot): readonly string[] {
  if (kind === 'table') return relations.map(({ id }) => displaySubject(id));
  if (kind === 'enum value')
    return enums.flatMap(({ id, labels }) => labels.map((label) => `${displaySubject(id)}.${label}`));
  return relations.flatMap(({ id, columns }) => columns.map(({ name }) => `${displaySubject(id)}.${name}`));
}
