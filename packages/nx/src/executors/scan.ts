import type { ExecutorContext } from '@nx/devkit';
import { type ContractOptions, namedContracts } from './contracts.js';
import { runEach, toggle, type Verdict } from './run-rowpact.js';

/** Finds out what the code of a project uses, and writes it into its contracts or compares it with them. */
export function scanExecutor(options: ContractOptions, { root }: ExecutorContext): Promise<Verdict> {
  const flags = [...toggle('check', options.check), ...toggle('from-snapshot', options.fromSnapshot)];
  return runEach(
    namedContracts(options).map((contract) => ['scan', ...contract, ...flags]),
    root,
  );
}

// Nx takes an executor's default export.
// eslint-disable-next-line no-restricted-syntax -- the host demands it
export default scanExecutor;
