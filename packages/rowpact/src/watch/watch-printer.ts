import { basename } from 'node:path';
import type { Report } from '@rowpact/model';
import { count } from '../output/count.js';
import { jsonRun } from '../output/json-report.js';
import { type Paint, paintFor } from '../output/style.js';
import { textReport } from '../output/text-report.js';
import { visibleText } from '../output/visible.js';
import type { OutputFormat } from '../run-command.js';
import type { World } from '../world.js';

/** One generation, done or failed. */
export interface WatchedRun {
  readonly report: Report;
  /** What made it run, relative to the root; nothing for the first. */
  readonly changed: readonly string[];
  readonly milliseconds: number;
}

/**
 * Prints runs as they come: the first, and each that wrote something or has something to say that the one before had not.
 * A person who saves a broken migration five times reads of it once.
 */
export function watchPrinter(world: World, format: OutputFormat): (run: WatchedRun, isLast: boolean) => void {
  const [out, err] = [paintFor(world.stdout), paintFor(world.stderr)];
  let before: Report | null = null;
  return (run, isLast) => {
    const { report, changed } = run;
    const isNews = before === null || saidBy(before) !== saidBy(report);
    if (isNews || writtenBy(report) > 0) {
      if (format === 'json') world.stdout.write(jsonRun(report, changed));
      else if (!isLast) world.stdout.write(runLine(run, before, world, out));
    }
    // Data is on stdout, so a notice to people stays out of the way of programs.
    if (format === 'text' && isNews) world.stderr.write(textReport(report, false, out, err).stderr);
    before = report;
  };
}

function saidBy({ failures, findings, notes }: Report): string {
  return JSON.stringify([failures, findings, notes]);
}

function writtenBy({ files }: Report): number {
  return files.filter(({ state }) => state !== 'unchanged').length;
}

/** A time of day and how long it took only where a person looks on: elsewhere the same work prints the same. */
function runLine(run: WatchedRun, before: Report | null, { stdout, now }: World, paint: Paint): string {
  const { changed, milliseconds } = run;
  const time = stdout.isTerminal ? paint('dim', `${new Date(now()).toTimeString().slice(0, 8)}  `) : '';
  const took = stdout.isTerminal ? ` in ${(milliseconds / 1000).toFixed(1)} s` : '';
  const why = changed.length === 0 ? '' : paint('dim', ` (${changedText(changed)})`);
  const onwards = before === null ? '; watching for changes' : '';
  return `${time}${outcomeText(run.report, before)}${took}${why}${onwards}\n`;
}

function outcomeText(report: Report, before: Report | null): string {
  if (report.failures.length > 0) return 'could not regenerate';
  const written = writtenBy(report);
  const outcome = written > 0 ? `regenerated ${count(written, 'file')}` : 'everything is up to date';
  if (before === null || report.findings.length > 0) return outcome;
  const mended = before.failures.length > 0;
  if (mended) return `mended: ${outcome}`;
  return before.findings.length > 0 ? `${outcome}, no findings any more` : outcome;
}

function changedText(paths: readonly string[]): string {
  const [first = '', ...others] = paths;
  const name = visibleText(basename(first));
  return others.length === 0 ? name : `${name} and ${count(others.length, 'other')}`;
}
