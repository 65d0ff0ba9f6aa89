import { exitCode, type Failure, FailureError, type Report } from '@rowpact/model';
import { jsonReport } from './output/json-report.js';
import { paintFor } from './output/style.js';
import { textReport } from './output/text-report.js';
import type { World } from './world.js';

export type OutputFormat = 'text' | 'json';

/** How one run of a command is shown. */
export interface Presentation {
  readonly command: string;
  readonly format: OutputFormat;
  /** Whether files were only compared. */
  readonly check: boolean;
}

/** Runs a command, prints its report, and answers the exit code. What is no failure of the user's is a bug of ours. */
export async function runCommand(
  world: World,
  presentation: Presentation,
  command: () => Promise<Report>,
): Promise<0 | 1 | 2> {
  const report = await command().catch((error: unknown) => failedReport(presentation.command, failuresOf(error)));
  const rendered =
    presentation.format === 'json'
      ? { stdout: jsonReport(report), stderr: '' }
      : textReport(report, presentation.check, paintFor(world.stdout), paintFor(world.stderr));
  if (rendered.stdout !== '') world.stdout.write(rendered.stdout);
  if (rendered.stderr !== '') world.stderr.write(rendered.stderr);
  return exitCode(report);
}

function failedReport(command: string, failures: readonly Failure[]): Report {
  return { command, producers: [], files: [], findings: [], failures, notes: [] };
}

function failuresOf(error: unknown): readonly Failure[] {
  if (error instanceof FailureError) return error.failures;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [
    {
      code: 'internal',
      message: `a bug in rowpact: ${error instanceof Error ? error.message : String(error)}`,
      hint: 'please report it with the lines above and what you ran; nothing was half-written',
      detail: stack.split('\n').slice(0, 8),
    },
  ];
}
