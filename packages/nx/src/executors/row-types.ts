import type { ExecutorContext } from '@nx/devkit';
import { type ContractOptions, namedContracts } from './contracts.js';
import { runEach, toggle, type Verdict } from './run-rowpact.js';

/** Writes the row types of a project's contracts, or compares them. */
export function rowTypesExecutor(options: ContractOptions, { root }: ExecutorContext): Promise<Verdict> {
  const flags = [...toggle('check', options.check), ...toggle('from-snapshot', options.fromSnapshot)];
  return runEach(
    namedContracts(options).map((contract) => ['generate', ...contract, ...flags]),
    root,
  );
}

// Nx takes an executor's default export.
// eslint-disable-next-line no-restricted-syntax -- the host demands it
export default rowTypesExecutor;
