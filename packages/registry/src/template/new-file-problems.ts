import type { Contract, Failure, Producer } from '@rowpact/model';
import { readYaml } from '../document/yaml-document.js';
import { checkContract, checkProducer } from '../read/check-document.js';
import { newContractYaml } from './new-contract-yaml.js';
import { newProducerYaml } from './new-producer-yaml.js';

/** What would be wrong with the `producer.yaml` of a new producer, before it is written; without a place, for there is no file yet. */
export function newProducerProblems(producer: Producer): readonly Failure[] {
  return unplaced(checkProducer(readYaml(newProducerYaml(producer), 'producer.yaml'), producer.name).failures);
}

/** What would be wrong with a new contract, before it is written; without a place, for there is no file yet. */
export function newContractProblems(contract: Contract): readonly Failure[] {
  const { producer, consumer } = contract;
  return unplaced(checkContract(readYaml(newContractYaml(contract), 'contract.yaml'), producer, consumer).failures);
}

function unplaced(failures: readonly Failure[]): readonly Failure[] {
  return failures.map(({ location: _, ...failure }) => ({ ...failure, code: 'usage' }));
}
