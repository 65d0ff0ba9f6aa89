import type { AnalysedStatement, DriverName } from '@rowpact/model';
import type { StatementAt } from '../../rule.js';
import { rowsInto } from '../../writing/statement-writes.js';
import { analysisAfter, analysisBefore } from '../statement-facts.js';
import { locks } from '../privilege-revoked/needs-right.js';

/** What a setting's new value makes of one statement. */
export interface SettingEffect {
  readonly verdict: 'breaks' | 'silent';
  readonly what: string;
  readonly why: string;
  readonly underline: string | null;
}

interface Settled {
  readonly before: string | null;
  readonly after: string | null;
}

/** The settings that mean something to single statements, by their lower-case name. Every other one does not. */
export const STATEMENT_SETTINGS: Readonly<Record<string, (settled: Settled, at: StatementAt) => SettingEffect | null>> =
  {
    default_transaction_read_only: readOnly,
    transaction_read_only: readOnly,
    datestyle: dateStyle,
    intervalstyle: intervalStyle,
    bytea_output: byteaOutput,
    standard_conforming_strings: backslashes,
    timezone: timeZone,
  };

function readOnly({ before, after }: Settled, at: StatementAt): SettingEffect | null {
  if (!isOn(after) || isOn(before) || !writesAnything(at)) return null;
  return {
    verdict: 'breaks',
    what: 'writes in transactions that are read-only then',
    why: 'In a read-only transaction PostgreSQL refuses every write, row lock and nextval.',
    underline: null,
  };
}

function isOn(value: string | null): boolean {
  return value !== null && /^(?:on|true|yes|1|t|y)$/iu.test(value);
}

function writesAnything(at: StatementAt): boolean {
  const analysis = analysisBefore(at);
  const writes = (analysis?.relations ?? []).some(
    ({ insert, update, deletes, omitted }) => insert.length > 0 || update.length > 0 || deletes || omitted !== null,
  );
  const command = analysis?.command;
  if (writes || (command !== undefined && command !== 'select' && command !== 'utility')) return true;
  return (
    locks(at) ||
    /\b(?:nextval|setval)\s*\(/iu.test(at.statement.text) ||
    /^\s*(?:truncate|refresh|create|alter|drop)\b/iu.test(at.statement.text)
  );
}

/** Only ISO is what the drivers parse; the order of day and month matters for what is sent, which drivers send as ISO. */
function dateStyle({ before, after }: Settled, at: StatementAt): SettingEffect | null {
  const style = (value: string | null): string =>
    /\b(?:SQL|Postgres|German)\b/iu.exec(value ?? '')?.[0]?.toLowerCase() ?? 'iso';
  if (style(after) === 'iso' || style(before) === style(after)) return null;
  const column = resultOf(at, /^(?:date|timestamp|timestamptz)$/u);
  return column === null
    ? null
    : answersOtherwise(
        column,
        'Drivers parse dates in the ISO style: what comes in another one is no date for them, or the wrong one.',
      );
}

function intervalStyle({ before, after }: Settled, at: StatementAt): SettingEffect | null {
  if ((after ?? 'postgres') === (before ?? 'postgres')) return null;
  const column = resultOf(at, /^interval$/u);
  return column === null
    ? null
    : answersOtherwise(column, 'An interval comes as another text, which the driver or the code reads otherwise.');
}

/** `pg` reads both forms; `postgres` reads hex only. */
function byteaOutput({ after }: Settled, at: StatementAt): SettingEffect | null {
  const driver: DriverName = at.consumer.driver ?? 'pg';
  const column = after === 'escape' && driver === 'postgres' ? resultOf(at, /^bytea$/u) : null;
  return column === null
    ? null
    : answersOtherwise(column, 'The driver reads bytea as hex; in the escape form it makes other bytes of it.');
}

function backslashes({ before, after }: Settled, at: StatementAt): SettingEffect | null {
  const off = (value: string | null): boolean => value !== null && !isOn(value);
  if (
    off(before) === off(after) ||
    !/(?<![\w])'(?:[^'\\]|'')*\\/u.test(at.statement.text.replace(/\bE'(?:[^'\\]|\\.|'')*'/giu, ''))
  )
    return null;
  return {
    verdict: 'silent',
    what: 'has a backslash in a plain string',
    why: 'With standard_conforming_strings off a backslash escapes what follows; with it on it is a character like others.',
    underline: null,
  };
}

/** Conversions between instants and what a clock shows: written out, or in a default that the statement leaves a column to. */
function timeZone({ before, after }: Settled, at: StatementAt): SettingEffect | null {
  if (before !== null && after !== null && before.toLowerCase() === after.toLowerCase()) return null;
  const word = CLOCK.exec(at.statement.text)?.[0] ?? null;
  const mixed =
    word !== null && !/\bat\s+time\s+zone\b/iu.test(at.statement.text) && handlesTimes(analysisAfter(at), at);
  if (!mixed) return null;
  return {
    verdict: 'silent',
    what: `works with ${word.replace(/\s*\($/u, '()')}`,
    why: 'What a clock shows, and which day it is, depends on the session’s TimeZone: the same instant becomes another local time.',
    underline: null,
  };
}

const CLOCK =
  /\b(?:current_date|localtimestamp|localtime|now\s*\(|current_timestamp|date_trunc\s*\(|to_char\s*\(|date_part\s*\(|extract\s*\()|::\s*(?:date|timestamp)\b/iu;

/** Instants compared among themselves are the same everywhere; only local times and days depend on the zone. */
function handlesTimes(analysis: AnalysedStatement | null, at: StatementAt): boolean {
  if (
    /\b(?:current_date|localtimestamp|localtime|to_char|date_trunc|date_part|extract|::\s*(?:date|timestamp))\b/iu.test(
      at.statement.text,
    )
  )
    return true;
  const { relations } = at.question.after.snapshot;
  return (analysis?.relations ?? []).some(({ relation, read, insert, update }) =>
    relations
      .find(({ id }) => id === relation)
      ?.columns.some(
        ({ name, type }) =>
          /^pg_catalog\.(?:timestamp|date|time)$/u.test(type.id) &&
          (read.includes(name) || insert.includes(name) || update.includes(name)),
      ),
  );
}

/** Whether an INSERT leaves a local time to a default of the clock. */
export function leavesClock(at: StatementAt): string | null {
  for (const { id, columns } of at.question.after.snapshot.relations)
    for (const { name, type, default: sql } of columns) {
      if (
        sql === null ||
        !/^pg_catalog\.(?:timestamp|date|time)$/u.test(type.id) ||
        !/now\(\)|CURRENT_|LOCALTIME|clock_timestamp\(\)/u.test(sql)
      )
        continue;
      const left = rowsInto(at, id).some(
        ({ by, values }) => by === 'insert' && (values.get(name)?.kind ?? 'default') === 'default',
      );
      if (left) return `${id}.${name}`;
    }
  return null;
}

function resultOf(at: StatementAt, type: RegExp): string | null {
  const columns = analysisAfter(at)?.columns ?? [];
  const found = columns.find((column) => type.test(column.type.id.replace(/^pg_catalog\./u, '')));
  return found?.name ?? null;
}

function answersOtherwise(column: string, why: string): SettingEffect {
  return { verdict: 'silent', what: `reads ${column}`, why, underline: column };
}
