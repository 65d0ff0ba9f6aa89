import type { FileReport, FileState, ProducerReport, Report } from '@rowpact/model';
import { failureText } from './failure-text.js';
import { agreementsText } from './agreements-text.js';
import { checkText, closingText } from './check/check-text.js';
import { count } from './count.js';
import { consumersText } from './coverage-text.js';
import { explanationText } from './explanation-text.js';
import { findingText } from './finding-text.js';
import { inFlightText } from './in-flight-text.js';
import { rowTypesText } from './row-types-text.js';
import type { Paint } from './style.js';
import { visible } from './visible.js';

/** What a command prints for people: the result on stdout, what went wrong or needs a person on stderr. */
export interface RenderedReport {
  readonly stdout: string;
  readonly stderr: string;
}

/** Columns of a line where nobody knows how wide the reader's screen is, and the widest that is pleasant to read. */
const COLUMNS = 80;
const WIDEST = 110;

/**
 * Renders a report for people. What comes from outside is made harmless for a terminal first.
 * @param check the files were only compared, nothing was written
 * @param columns of the reader's terminal
 */
export function textReport(told: Report, check: boolean, out: Paint, err: Paint, columns = COLUMNS): RenderedReport {
  const report = visible(told);
  if (report.checks !== undefined) return checkReport(report, Math.min(Math.max(columns, 40), WIDEST), out, err);
  const stdout = [
    ...report.producers.map((producer) => producerText(producer, report, check, out)),
    report.producers.length === 0 ? fileLines(report.files, check, out) : '',
    // An audit names those places among its findings.
    consumersText(report.consumers ?? [], report.command !== 'audit', out),
    rowTypesText(report.rowTypes ?? [], out),
    agreementsText(report.exact ?? [], out),
    ...(report.explanations ?? []).map((explanation) => explanationText(explanation, out)),
    inFlightText(report.inFlight ?? [], out),
  ].join('');
  const stderr = [
    ...report.notes.map((note) => `${err('dim', 'note:')} ${note}\n`),
    ...report.findings.map((finding) => findingText(finding, err)),
    ...report.failures.map((failure) => failureText(failure, err)),
    closing(report, check, err),
  ];
  return { stdout, stderr: stderr.join('') };
}

/** What a check found is its result, so it all goes to one stream, in the order in which it is to be read. */
function checkReport(report: Report, columns: number, out: Paint, err: Paint): RenderedReport {
  const others = report.findings.filter(({ kind }) => kind !== 'impact');
  const blocks = [
    checkText(report, columns, out),
    ...others.map((finding) => findingText(finding, out)),
    closingText(report, columns, out),
  ];
  const notes = report.notes.map((note) => `${err('dim', 'note:')} ${note}\n`);
  const failures = report.failures.map((failure) => failureText(failure, err));
  return { stdout: blocks.filter((block) => block !== '').join('\n'), stderr: [...notes, ...failures].join('') };
}

function producerText(producer: ProducerReport, report: Report, check: boolean, paint: Paint): string {
  const head = `${paint('bold', producer.name)}  ${sourceText(producer)}\n`;
  if (report.command === 'migrations') return head + migrationLines(producer, paint);
  const files = report.files.filter((file) => file.producer === producer.name || file.producer === '');
  return head + fileLines(files, check, paint);
}

function sourceText(producer: ProducerReport): string {
  const { source, migrations, revision, relations, replayed, pinned } = producer;
  const parts: string[] = [];
  if (source === 'migrations')
    parts.push(`${count(migrations.length, 'migration')}${revision ? `, up to ${revision}` : ''}`);
  else parts.push(`from ${source === 'schema file' ? (migrations[0]?.path ?? 'its schema file') : `the ${source}`}`);
  if (pinned) parts.push('pinned');
  if (relations !== null) parts.push(count(relations, 'relation'));
  if (replayed !== null) parts.push(replayed === 0 ? 'nothing to replay' : `${replayed} replayed`);
  return parts.join(', ');
}

function migrationLines({ migrations }: ProducerReport, paint: Paint): string {
  const width = Math.max(0, ...migrations.map(({ version }) => (version ?? '').length));
  const digits = String(migrations.length).length;
  return migrations
    .map(({ version, path }, index) => {
      const place = paint('dim', String(index + 1).padStart(digits + 2));
      return `${place}  ${(version ?? '').padEnd(width)}  ${path}\n`;
    })
    .join('');
}

const STATES: readonly FileState[] = ['created', 'updated', 'deleted'];

/** Changed files one a line; those that stay are only counted, for they are many and say nothing. */
function fileLines(files: readonly FileReport[], check: boolean, paint: Paint): string {
  const changed = files.filter(({ state }) => state !== 'unchanged');
  const shown = changed.filter(({ consumer }) => consumer !== null);
  const lines = shown.map(({ path, state, consumer }) => fileLine(state, path, consumer, check, paint));
  const registry = changed.filter(({ consumer }) => consumer === null);
  for (const state of STATES) {
    const same = registry.filter((file) => file.state === state);
    if (same.length > 0 && same.length <= 5)
      lines.push(...same.map((file) => fileLine(state, file.path, null, check, paint)));
    if (same.length > 5)
      lines.push(fileLine(state, `${count(same.length, 'file')} of the registry`, null, check, paint));
  }
  const kept = files.length - changed.length;
  if (kept > 0) lines.push(`  ${paint('dim', `unchanged  ${count(kept, 'file')}`)}\n`);
  return lines.join('');
}

function fileLine(state: FileState, path: string, consumer: string | null, check: boolean, paint: Paint): string {
  const colour = state === 'deleted' ? 'red' : state === 'created' ? 'green' : 'yellow';
  const label = check ? { created: 'missing', updated: 'stale', deleted: 'surplus', unchanged: '' }[state] : state;
  return `  ${paint(colour, label.padEnd(9))}  ${path}${consumer === null ? '' : paint('dim', `  ${consumer}`)}\n`;
}

function closing({ findings, failures, command }: Report, check: boolean, paint: Paint): string {
  if (failures.length > 0) return `${paint('red', `could not do it: ${count(failures.length, 'error')}`)}\n`;
  if (findings.length === 0) return '';
  const stale = findings.filter(({ kind }) => kind === 'stale-file').length;
  const fix =
    check && stale > 0 ? `; \`rowpact ${command}\` brings ${stale === 1 ? 'the file' : 'the files'} up to date` : '';
  return `${paint('yellow', count(findings.length, 'finding'))}${fix}\n`;
}

export { count } from './count.js';
