import type { Failure } from '@rowpact/model';
import { outputPaths } from '../decode/contract-rules.js';
import { normalPath } from '../decode/relative-path.js';
import type { Problem } from '../document/problem.js';
import type { CheckedContract, CheckedProducer } from './check-document.js';

/** What is wrong between files: names and outputs that one of the usual file systems cannot tell apart. */
export function acrossFiles(
  producers: readonly CheckedProducer[],
  contracts: readonly CheckedContract[],
): readonly Failure[] {
  return [...sameProducers(producers), ...sameConsumers(contracts), ...sameOutputs(contracts)];
}

function sameProducers(producers: readonly CheckedProducer[]): readonly Failure[] {
  return repeated(producers, ({ folder }) => foldName(folder)).map(([producer, first]) =>
    producer.document.failureOf(sameName('producer', producer.folder, first.folder)),
  );
}

function sameConsumers(contracts: readonly CheckedContract[]): readonly Failure[] {
  return repeated(contracts, ({ folder, fileName }) => foldName(`${folder}/${fileName}`)).map(([contract, first]) =>
    contract.document.failureOf(sameName('consumer', contract.fileName, first.fileName)),
  );
}

function sameName(key: string, name: string, first: string): Problem {
  return {
    path: [key],
    at: 'value',
    message: `expected a name that differs from "${first}" in more than upper and lower case, found "${name}"`,
    hint: 'Rename one of the two: Windows and macOS keep them in one file.',
  };
}

function sameOutputs(contracts: readonly CheckedContract[]): readonly Failure[] {
  const outputs = contracts.flatMap((contract) => {
    return outputPaths(contract.document.value).map((output) => ({ contract, output: normalPath(output) }));
  });
  return repeated(outputs, ({ output }) => foldName(output)).map(([{ contract, output }, first]) =>
    contract.document.failureOf({
      path: ['generate', 'file'],
      at: 'value',
      message: `expected a file of its own, found ${output}, which ${first.contract.folder}/consumers/${first.contract.fileName}.yaml writes`,
      hint: 'Give each contract its own generated module.',
    }),
  );
}

/** Each item whose key an earlier one has, with that earlier one. */
function repeated<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly (readonly [Item, Item])[] {
  const seen = new Map<string, Item>();
  return items.flatMap((item): readonly (readonly [Item, Item])[] => {
    const first = seen.get(keyOf(item));
    if (first !== undefined) return [[item, first]];
    seen.set(keyOf(item), item);
    return [];
  });
}

/** A name as a file system without upper and lower case, or with one Unicode form, sees it. */
function foldName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
