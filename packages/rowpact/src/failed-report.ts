import { type Failure, FailureError, type Report } from '@rowpact/model';

/** The report of a command that could not do its work. */
export function failedReport(command: string, failures: readonly Failure[]): Report {
  return { command, producers: [], files: [], findings: [], failures, notes: [] };
}

/** What is to be said of an error; what is no failure of the user's is a bug of ours. */
export function failuresOf(error: unknown): readonly Failure[] {
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
