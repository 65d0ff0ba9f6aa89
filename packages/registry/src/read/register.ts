import { byCodeUnit, parseRelationId, type Contract, type Location, type Producer } from '@rowpact/model';
import { parseDatabaseType } from '../decode/database-type-name.js';
import { parseColumnId } from '../decode/parse-column-id.js';
import { entriesOf, itemsOf, valueAt, type DocumentPath } from '../document/document-path.js';
import type { YamlDocument } from '../document/yaml-document.js';
import type { ContractPlace, RegisteredContract, RegisteredProducer, RegistryFile } from '../registry.js';
import type { CheckedContract, CheckedProducer } from './check-document.js';

/** Joins a producer with its contracts; to be called once nothing is wrong with any of them. */
export function registerProducer(
  registryName: string,
  { document, folder, value }: CheckedProducer,
  contracts: readonly CheckedContract[],
  leftOut: readonly string[],
): RegisteredProducer {
  const own = contracts.filter((contract) => contract.folder === folder);
  return {
    leftOut,
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
  const locate = (place: DocumentPath | ContractPlace): Location =>
    document.locate(isPath(place) ? place : nearestPath(document.value, place));
  return {
    ...registryFile(document, `${registryName}/${folder}/consumers/${fileName}.yaml`),
    contract: checked<Contract>(value),
    locate,
    pathOf: (place) => pathOf(document.value, place),
  };
}

function isPath(place: DocumentPath | ContractPlace): place is DocumentPath {
  return Array.isArray(place);
}

/** A column that is read through a wildcard has no entry of its own; its relation has. */
function nearestPath(value: unknown, place: ContractPlace): DocumentPath {
  const above = 'relation' in place ? pathOf(value, { relation: place.relation }) : null;
  return pathOf(value, place) ?? above ?? [];
}

function registryFile({ file, text, locate }: YamlDocument, path: string): RegistryFile {
  return { file, path, text, locate: (at) => locate(at) };
}

/** Where a contract names something; null where it does not. */
export function pathOf(value: unknown, place: ContractPlace): DocumentPath | null {
  if ('override' in place)
    return (
      keyed(value, ['generate', 'columns'], (key) => parseColumnId(key) === place.override) ??
      keyed(value, ['generate', 'types'], (key) => parseDatabaseType(key) === place.override)
    );
  const { relation, column } = place;
  const path = keyed(value, ['relations'], (key) => parseRelationId(key) === relation);
  if (path === null || column === undefined) return path;
  for (const list of ['read', 'write', 'keep']) {
    const index = itemsOf(valueAt(value, [...path, list])).indexOf(column);
    if (index >= 0) return [...path, list, index];
  }
  return null;
}

function keyed(value: unknown, path: DocumentPath, matches: (key: string) => boolean): DocumentPath | null {
  const found = entriesOf(valueAt(value, path)).find(([key]) => matches(key));
  return found ? [...path, found[0]] : null;
}

function checked<Value>(value: Value | null): Value {
  if (value === null) throw new TypeError('a file with mistakes was taken for one without');
  return value;
}
