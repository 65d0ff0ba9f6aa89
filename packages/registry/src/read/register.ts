import { byCodeUnit, parseRelationId, type Contract, type Producer, type RelationId } from '@rowpact/model';
import { entriesOf, itemsOf, valueAt, type DocumentPath } from '../document/document-path.js';
import type { YamlDocument } from '../document/yaml-document.js';
import type { RegisteredContract, RegisteredProducer, RegistryFile } from '../registry.js';
import type { CheckedContract, CheckedProducer } from './check-document.js';

/** Joins a producer with its contracts; to be called once nothing is wrong with any of them. */
export function registerProducer(
  registryName: string,
  { document, folder, value }: CheckedProducer,
  contracts: readonly CheckedContract[],
): RegisteredProducer {
  const own = contracts.filter((contract) => contract.folder === folder);
  return {
    producer: checked<Producer>(value),
    contracts: own
      .map((contract) => registerContract(registryName, contract))
      .sort((a, b) => byCodeUnit(a.contract.consumer, b.contract.consumer)),
    ...registryFile(document, `${registryName}/${folder}/producer.yaml`),
  };
}

function registerContract(
  registryName: string,
  { document, folder, fileName, value }: CheckedContract,
): RegisteredContract {
  return {
    contract: checked<Contract>(value),
    pathOf: (relation, column) => pathOf(document.value, relation, column),
    ...registryFile(document, `${registryName}/${folder}/consumers/${fileName}.yaml`),
  };
}

function registryFile({ file, text, locate }: YamlDocument, path: string): RegistryFile {
  return { file, path, text, locate: (at) => locate(at) };
}

function pathOf(value: unknown, relation: RelationId, column: string | undefined): DocumentPath | null {
  const found = entriesOf(valueAt(value, ['relations'])).find(([key]) => parseRelationId(key) === relation);
  if (!found) return null;
  const path = ['relations', found[0]];
  if (column === undefined) return path;
  for (const list of ['read', 'write']) {
    const index = itemsOf(valueAt(found[1], [list])).indexOf(column);
    if (index >= 0) return [...path, list, index];
  }
  return null;
}

function checked<Value>(value: Value | null): Value {
  if (value === null) throw new TypeError('a file with mistakes was taken for one without');
  return value;
}
