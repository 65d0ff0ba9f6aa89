import { FailureError, type Failure, type Report } from '@rowpact/model';
import { applyFileChanges } from '@rowpact/registry/files';
import { mkdir } from 'node:fs/promises';
import { basename, dirname, relative } from 'node:path';
import type { ReportDestinations } from './report-destinations.js';
import { renderedReport } from './rendered-report.js';

/** Writes each report beside its place and moves it there. Answers what could not be written; the others are written all the same. */
export async function writeReports(
  { files }: ReportDestinations,
  report: Report,
  check: boolean,
  cwd: string,
): Promise<readonly Failure[]> {
  const failures: Failure[] = [];
  for (const { format, path } of files) {
    const failure = await written(path, renderedReport(format, report, check), cwd);
    failures.push(...failure);
  }
  return failures;
}

async function written(path: string, content: string, cwd: string): Promise<readonly Failure[]> {
  const shown = relative(cwd, path).replaceAll('\\', '/');
  try {
    await mkdir(dirname(path), { recursive: true });
    await applyFileChanges(dirname(path), [{ path: basename(path), content }]);
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const known = error instanceof FailureError ? error.failures[0].message : reason.split(', ')[0];
    return [
      {
        code: 'file-unwritable',
        message: `the report ${shown} was not written: ${known ?? reason}`,
        hint: 'check the path, its permissions and the space on the disk, or name another file',
        location: { file: shown },
      },
    ];
  }
}
