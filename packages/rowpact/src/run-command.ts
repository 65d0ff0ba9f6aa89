import { exitCode, type Report } from '@rowpact/model';
import { failedReport, failuresOf } from './failed-report.js';
import { jsonReport } from './output/json-report.js';
import { type ReportDestinations, reportDestinations, type ReportRequest } from './output/report-destinations.js';
import { paintFor } from './output/style.js';
import { type RenderedReport, textReport } from './output/text-report.js';
import type { World } from './world.js';

export type OutputFormat = 'text' | 'json';

/** How one run of a command is shown. */
export interface Presentation {
  readonly command: string;
  /** Several where the command can tell machines about itself in their own forms. */
  readonly format: OutputFormat | readonly ReportRequest[];
  /** A folder for the reports whose request names no file. */
  readonly output?: string | undefined;
  /** Whether files were only compared. */
  readonly check: boolean;
}

/** Runs a command, prints its report, writes it where asked, and answers the exit code. What is no failure of the user's is a bug of ours. */
export async function runCommand(
  world: World,
  presentation: Presentation,
  command: () => Promise<Report>,
): Promise<0 | 1 | 2> {
  const { check } = presentation;
  const asked = destinationsOf(presentation, world.cwd);
  if ('failures' in asked) {
    print(world, await rendered({ stdout: 'text', files: [] }, asked, check, world));
    return exitCode(asked);
  }
  const report = await command().catch((error: unknown) => failedReport(presentation.command, failuresOf(error)));
  print(world, await rendered(asked, report, check, world));
  if (asked.files.length === 0) return exitCode(report);
  const { writeReports } = await import('./output/write-reports.js');
  const unwritten = await world.uninterrupted(() => writeReports(asked, report, check, world.cwd));
  if (unwritten.length === 0) return exitCode(report);
  const failed = failedReport(presentation.command, unwritten);
  world.stderr.write(textReport(failed, check, paintFor(world.stdout), paintFor(world.stderr)).stderr);
  return exitCode(failed);
}

/** What is asked for in a way that cannot be done is said before the work begins. */
function destinationsOf({ command, format, output }: Presentation, cwd: string): ReportDestinations | Report {
  if (typeof format === 'string') return { stdout: format, files: [] };
  try {
    return reportDestinations(format, output ?? null, cwd);
  } catch (error) {
    return failedReport(command, failuresOf(error));
  }
}

async function rendered(
  { stdout }: ReportDestinations,
  report: Report,
  check: boolean,
  world: World,
): Promise<RenderedReport> {
  if (stdout === 'text')
    return textReport(report, check, paintFor(world.stdout), paintFor(world.stderr), world.stdout.columns);
  if (stdout === 'json') return { stdout: jsonReport(report), stderr: '' };
  // The others are needed in CI only: nobody else waits for their modules.
  const { renderedReport } = await import('./output/rendered-report.js');
  return { stdout: renderedReport(stdout, report, check), stderr: '' };
}

function print(world: World, { stdout, stderr }: RenderedReport): void {
  if (stdout !== '') world.stdout.write(stdout);
  if (stderr !== '') world.stderr.write(stderr);
}
