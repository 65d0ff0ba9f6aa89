import { byCodeUnit, fail } from '@rowpact/model';
import { join, resolve } from 'node:path';
import { REPORT_FILES, REPORT_FORMATS, type ReportFormat } from './report-format.js';

/** One `--format` as it was given: `sarif=report.sarif`, or `text` alone. */
export interface ReportRequest {
  readonly format: ReportFormat;
  readonly file: string | null;
}

/** Where each report goes. */
export interface ReportDestinations {
  readonly stdout: ReportFormat;
  /** Absolute paths, sorted. */
  readonly files: readonly { readonly format: ReportFormat; readonly path: string }[];
}

/** Reads one `--format`; null where it names no format, or no file behind `=`. */
export function parseReportRequest(text: string): ReportRequest | null {
  const at = text.indexOf('=');
  const name = at === -1 ? text : text.slice(0, at);
  const format = REPORT_FORMATS.find((one) => one === name);
  const file = at === -1 ? null : text.slice(at + 1);
  return format === undefined || file === '' ? null : { format, file };
}

/**
 * Where each of the asked reports goes. With a folder, every format that names no file gets its file there. What goes nowhere else
 * goes to stdout, one alone; where nothing does, people get their text.
 */
export function reportDestinations(
  requests: readonly ReportRequest[],
  folder: string | null,
  cwd: string,
): ReportDestinations {
  const printed = folder === null ? requests.filter(({ file }) => file === null) : [];
  const formats = [...new Set(printed.map(({ format }) => format))];
  if (formats.length > 1)
    refuse(
      `${formats.join(' and ')} cannot both be printed`,
      `name a file for all but one: --format ${formats.at(-1) ?? ''}=<file>`,
    );
  const written = requests.flatMap(({ format, file }) => {
    if (file !== null) return [{ format, path: resolve(cwd, file) }];
    return folder === null ? [] : [{ format, path: join(resolve(cwd, folder), REPORT_FILES[format]) }];
  });
  const files = [...new Map(written.map((one) => [`${one.format} ${one.path}`, one])).values()];
  const twice = files.find(({ path }, index) => files.findIndex((one) => one.path === path) !== index);
  if (twice) refuse('two reports have the same file', 'give each --format a file of its own');
  return {
    stdout: formats[0] ?? 'text',
    files: files.sort((left, right) => byCodeUnit(left.path, right.path)),
  };
}

function refuse(message: string, hint: string): never {
  return fail({ code: 'usage', message, hint });
}
