/**
 * Does work with rowpact. What it could not do becomes an error with the text that the command line prints: Nx shows nothing else of an
 * error, unless `--verbose` asks for its stack.
 */
export async function toldByNx<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    // Loaded on use: Nx loads every generator file to list it.
    const { describe, FailureError } = await import('rowpact');
    if (!(error instanceof FailureError)) throw error;
    throw new Error(`\n${error.failures.map(describe.failure).join('\n')}`);
  }
}
