import { displayName, quoteIdentifier, type Change, type RelationId } from '@rowpact/model';
import type { ConsumerAt, ConsumerJudgement, Judgement, Rule, StatementAt } from '../../rule.js';
import { atAll, inPlaces, workingStatements } from '../../writing/places.js';
import { refusedAfter, takenAfter } from '../statement-facts.js';
import { consumerStep, maker, producerStep, remedy } from '../wording.js';
import { leavesClock, STATEMENT_SETTINGS } from './settings.js';

/** A setting of the consumer's role, or of the whole database: names are found elsewhere, times read otherwise, writes refused. */
export const settingChanged: Rule = { id: 'setting-changed', about: ['setting-changed'], judge, judgeConsumer };

type SettingChange = Extract<Change, { kind: 'setting-changed' }>;

function judge(change: Change, at: StatementAt): Judgement | null {
  if (change.kind !== 'setting-changed' || !reaches(change, at)) return null;
  const setting = change.setting.toLowerCase();
  if (setting === 'search_path') return notFound(change, at);
  const effect = takenAfter(at) ? (STATEMENT_SETTINGS[setting]?.(change, at) ?? null) : null;
  if (effect === null) return null;
  return {
    verdict: effect.verdict,
    ...(effect.verdict === 'silent' ? { level: 'warning' as const } : {}),
    what: `${effect.what}, and ${inWords(change)}`,
    why: effect.why,
    underline: effect.underline,
    remedy: safeWay(change),
  };
}

/** A setting of the database holds for a role that has none of its own. */
function reaches({ role, setting }: SettingChange, { consumer, question }: ConsumerAt): boolean {
  if (role !== null) return role === consumer.role;
  const own = question.after.details.roles.find(({ name }) => name === consumer.role)?.settings ?? {};
  return !Object.keys(own).some((name) => name.toLowerCase() === setting.toLowerCase());
}

/** PostgreSQL, asked with the new path, finds a name no more. */
function notFound(change: SettingChange, at: StatementAt): Judgement | null {
  const refusal = refusedAfter(at);
  if (refusal === null || !/^(?:42P01|42883|42704|3F000|42725|42P02)$/u.test(refusal.sqlstate)) return null;
  return {
    verdict: 'breaks',
    what: `names things without their schema, and ${inWords(change)}`,
    why: `Names without a schema are looked up in the search path: ${refusal.message}.`,
    underline: null,
    remedy: remedy(
      'Let the path keep the old schemas behind the new ones until every name has its schema.',
      producerStep('put the new schema in front, and leave the others', settingSql(change, extended(change))),
      consumerStep('write the schema before every name'),
      producerStep('take the old schemas out of the path once no statement needs them'),
    ),
  };
}

function extended({ before, after }: SettingChange): string {
  const parts = [after ?? '', before ?? '"$user", public'].flatMap((path) =>
    path.split(',').map((part) => part.trim()),
  );
  return [...new Set(parts.filter((part) => part !== ''))].join(', ');
}

function judgeConsumer(change: Change, at: ConsumerAt): readonly ConsumerJudgement[] {
  if (change.kind !== 'setting-changed') return [];
  if (change.role !== null && at.consumer.role === null) return unknownRole(change, change.role, at);
  if (!reaches(change, at)) return [];
  return change.setting.toLowerCase() === 'timezone' ? localDefaults(change, at) : timeouts(change, at);
}

/** INSERTs that leave a column without a zone to the clock store another local time. */
function localDefaults(change: SettingChange, at: ConsumerAt): readonly ConsumerJudgement[] {
  const found = workingStatements(at).flatMap((one) => {
    const column = leavesClock(one);
    return column === null ? [] : [{ one, column }];
  });
  const [first] = found;
  if (first === undefined) return [];
  const statements = found.map(({ one }) => one);
  return atAll(at, statements, 'insert', {
    verdict: 'silent',
    level: 'warning',
    what: `leaves ${displayName(first.column as RelationId)} to the clock${inPlaces(statements)}, and ${inWords(change)}`,
    why: 'A column without a time zone keeps what the clock of the session shows: new rows have another local time than old ones.',
    remedy: remedy(
      'Keep instants with their zone.',
      producerStep(
        'store timestamptz, or say the zone in the default',
        "ALTER TABLE … ALTER COLUMN … SET DEFAULT (now() AT TIME ZONE 'UTC');",
      ),
      consumerStep('set the zone that it means when it connects'),
    ),
  });
}

const TIMEOUTS = [
  'statement_timeout',
  'lock_timeout',
  'idle_in_transaction_session_timeout',
  'transaction_timeout',
  'idle_session_timeout',
];

/** A limit that was not there, or is shorter. Below a second it meets ordinary statements. */
function timeouts(change: SettingChange, { consumer }: ConsumerAt): readonly ConsumerJudgement[] {
  if (!TIMEOUTS.includes(change.setting.toLowerCase())) return [];
  const [before, after] = [milliseconds(change.before), milliseconds(change.after)];
  if (after === 0 || (before !== 0 && after >= before)) return [];
  return [
    {
      verdict: 'may break',
      level: after < 1000 ? 'error' : 'warning',
      what: `works under ${change.setting}, which ${maker(change)} sets to ${change.after ?? ''}`,
      why: 'Whatever takes longer is cancelled; how long statements take, no schema says.',
      location: { file: consumer.source },
      about: change.setting,
      remedy: remedy(
        'Set it for one consumer at a time, where its slowest statements are known.',
        producerStep(
          'look how long its statements take',
          'SELECT query, max_exec_time FROM pg_stat_statements ORDER BY max_exec_time DESC LIMIT 20;',
        ),
        consumerStep('set a longer limit for the statements that need it', `SET LOCAL ${change.setting} = …`),
      ),
    },
  ];
}

function milliseconds(value: string | null): number {
  const [, amount = '0', unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*(us|ms|s|min|h|d)?\s*$/u.exec(value ?? '0') ?? [];
  const factors: Readonly<Record<string, number>> = { us: 0.001, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 };
  return Number(amount) * (factors[unit] ?? 1);
}

function unknownRole(
  change: SettingChange,
  role: string,
  { consumer, question }: ConsumerAt,
): readonly ConsumerJudgement[] {
  if (question.consumers.some((other) => other.role === role)) return [];
  const setting = change.setting.toLowerCase();
  if (setting !== 'search_path' && !TIMEOUTS.includes(setting) && STATEMENT_SETTINGS[setting] === undefined) return [];
  return [
    {
      verdict: 'unknown',
      level: 'warning',
      what: `may connect as role ${role}, of which ${maker(change)} sets ${change.setting}: nobody said which role it has`,
      why: 'If it is its role, its statements meet the new setting; else nothing happens.',
      location: { file: consumer.source },
      about: `${role} ${change.setting}`,
      remedy: remedy(
        'Say which role the consumer connects as.',
        consumerStep(`add role: to consumers/${consumer.name}.yaml`),
      ),
    },
  ];
}

function inWords(change: SettingChange): string {
  const of = change.role === null ? 'the database' : `role ${change.role}`;
  return change.after === null
    ? `${maker(change)} resets ${change.setting} of ${of}`
    : `${maker(change)} sets ${change.setting} of ${of} to ${change.after}`;
}

function safeWay(change: SettingChange): Judgement['remedy'] {
  return remedy(
    'Let the consumer say in its own connection what it needs, before the setting changes under it.',
    consumerStep('set it when it connects', `SET ${change.setting} = ${valueSql(change.before)};`),
    producerStep('until it does, leave the setting as it was', settingSql(change, change.before)),
  );
}

function settingSql({ role, setting }: SettingChange, value: string | null): string {
  const whose = role === null ? 'DATABASE …' : `ROLE ${quoteIdentifier(role)}`;
  if (value === null) return `ALTER ${whose} RESET ${setting};`;
  return `ALTER ${whose} SET ${setting} = ${setting.toLowerCase() === 'search_path' ? value : valueSql(value)};`;
}

function valueSql(value: string | null): string {
  return value === null ? 'DEFAULT' : `'${value.replaceAll("'", "''")}'`;
}
