import type { Failure, Location } from '@rowpact/model';
import type { Paint } from './style.js';

/** A failure as people read it: what, where, PostgreSQL's words, and what to do next. */
export function failureText(failure: Failure, paint: Paint): string {
  const lines = [`${paint('red', `error[${failure.code}]`)} ${failure.message}`];
  if (failure.location) lines.push(`  ${paint('cyan', locationText(failure.location))}`);
  if (failure.sql) lines.push(...sqlLines(failure.sql, paint));
  for (const line of failure.detail ?? []) lines.push(`  ${line}`);
  const [first, ...rest] = failure.hint.split('\n');
  lines.push(`  ${paint('bold', 'next:')} ${first ?? ''}`, ...rest.map((line) => `        ${line}`.trimEnd()));
  return `${lines.join('\n')}\n`;
}

function sqlLines(sql: NonNullable<Failure['sql']>, paint: Paint): readonly string[] {
  const statement = sql.statement.split('\n').map((line) => `  ${paint('dim', '|')} ${line}`);
  const words = [`  PostgreSQL says: ${sql.message} (SQLSTATE ${sql.sqlstate})`];
  if (sql.detail) words.push(`  detail: ${sql.detail}`);
  if (sql.hint) words.push(`  PostgreSQL's hint: ${sql.hint}`);
  return [...statement, ...words];
}

/** `file:line:column`, the form that terminals and editors turn into a link. */
export function locationText({ file, line, column }: Location): string {
  if (line === undefined) return file;
  return column === undefined ? `${file}:${line}` : `${file}:${line}:${column}`;
}
