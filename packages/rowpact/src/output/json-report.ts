import { type CheckReport, exitCode, type Report } from '@rowpact/model';
import { type ChecklistItem, preMergeChecklist } from './checklist/pre-merge-checklist.js';

/** Version of the JSON form; it changes only when a reader of the old one would misread the new one. */
const FORMAT = 1;

/** The report as it is printed with `--format json`; its JSON Schema is docs/report.schema.json. */
export interface JsonReport extends Omit<Report, 'checks'> {
  readonly format: 1;
  /** 0: nobody must act. 1: somebody must. 2: the command could not do its work, so nothing is known. */
  readonly exitCode: 0 | 1 | 2;
  readonly checks?: readonly JsonCheck[];
}

export interface JsonCheck extends CheckReport {
  /** What is gone through before the migrations merge, each box with its evidence. */
  readonly checklist: readonly ChecklistItem[];
}

/** The report as one JSON document, two spaces, with a newline at its end. */
export function jsonReport(report: Report): string {
  return `${JSON.stringify(told(report), null, 2)}\n`;
}

/** What `watch` prints with `--format json` of each run: one line. @param changed what made it run, relative to the root */
export function jsonRun(report: Report, changed: readonly string[]): string {
  return `${JSON.stringify({ format: FORMAT, changed, report: told(report) })}\n`;
}

function told(report: Report): JsonReport {
  const { checks, ...rest } = report;
  const listed = checks?.map((check): JsonCheck => ({ ...check, checklist: preMergeChecklist(check, report) }));
  return { format: FORMAT, exitCode: exitCode(report), ...rest, ...(listed && { checks: listed }) };
}

/** Any other result as one JSON document, in the same form. */
export function jsonLine(value: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify({ format: FORMAT, ...value }, null, 2)}\n`;
}
