import { exitCode, type Report } from '@rowpact/model';

/** Version of the JSON form; it changes only when a reader of the old one would misread the new one. */
const FORMAT = 1;

/** The report as one JSON document, two spaces, with a newline at its end. */
export function jsonReport(report: Report): string {
  return `${JSON.stringify({ format: FORMAT, exitCode: exitCode(report), ...report }, null, 2)}\n`;
}

/** Any other result as one JSON document, in the same form. */
export function jsonLine(value: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify({ format: FORMAT, ...value }, null, 2)}\n`;
}
