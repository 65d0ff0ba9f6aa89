import { flag } from './run-rowpact.js';

/** What an executor about consumers is told. */
export interface ContractOptions {
  /** `producer/consumer`, each as the registry names it. */
  readonly contracts: readonly string[];
  /** The registry's folder, relative to the workspace. */
  readonly registry?: string;
  readonly check?: boolean;
  readonly fromSnapshot?: boolean;
}

/** The flags that name each contract. @throws Error for a text that is none */
export function namedContracts({ contracts, registry }: ContractOptions): readonly (readonly string[])[] {
  return contracts.map((contract) => {
    const [producer, consumer, ...more] = contract.split('/');
    if (!producer || !consumer || more.length > 0)
      throw new Error(`${contract} names no contract; write it as producer/consumer, such as basketball-api/notifier`);
    return [...flag('producer', producer), ...flag('consumer', consumer), ...flag('registry', registry)];
  });
}
