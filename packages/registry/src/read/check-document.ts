import type { Contract, Failure, Producer } from '@rowpact/model';
import { contractProblems } from '../decode/contract-rules.js';
import { producerProblems } from '../decode/producer-rules.js';
import { registryNameProblem } from '../decode/registry-name.js';
import { toContract } from '../decode/to-contract.js';
import { toProducer } from '../decode/to-producer.js';
import { valueAt } from '../document/document-path.js';
import { unexpected, type Problem } from '../document/problem.js';
import type { YamlDocument } from '../document/yaml-document.js';
import { checkSchema } from '../schema/check-schema.js';
import { contractSchema } from '../schema/contract-schema.js';
import { producerSchema } from '../schema/producer-schema.js';
import { READ_FREE_KEYS } from '../schema/schema-words.js';

/** One file with everything that is wrong with it by itself; `value` is null where anything is. */
interface CheckedFile<Value> {
  readonly document: YamlDocument;
  readonly folder: string;
  readonly value: Value | null;
  readonly failures: readonly Failure[];
}

export type CheckedProducer = CheckedFile<Producer>;

export interface CheckedContract extends CheckedFile<Contract> {
  readonly fileName: string;
}

const PRODUCER = producerSchema(READ_FREE_KEYS);
const CONTRACT = contractSchema(READ_FREE_KEYS);

/** @param folder name of the producer's folder */
export function checkProducer(document: YamlDocument, folder: string): CheckedProducer {
  const rules = (value: unknown): readonly Problem[] => [
    ...producerProblems(value),
    ...nameProblems(value, 'producer', folder, 'the name of its folder'),
  ];
  return { folder, ...check(document, PRODUCER, rules, toProducer) };
}

/**
 * @param folder name of the producer's folder
 * @param fileName name of the file without `.yaml`
 */
export function checkContract(document: YamlDocument, folder: string, fileName: string): CheckedContract {
  const rules = (value: unknown): readonly Problem[] => [
    ...contractProblems(value),
    ...nameProblems(value, 'consumer', fileName, 'the name of its file'),
    ...nameProblems(value, 'producer', folder, 'the name of its folder'),
  ];
  return { folder, fileName, ...check(document, CONTRACT, rules, toContract) };
}

function check<Shape, Value>(
  document: YamlDocument,
  schema: Parameters<typeof checkSchema<Shape>>[0],
  rules: (value: unknown) => readonly Problem[],
  decode: (shape: Shape) => Value,
): Omit<CheckedFile<Value>, 'folder'> {
  if (!document.readable) return { document, value: null, failures: document.failures };
  const checked = checkSchema(schema, document.value);
  const problems = [...(checked.ok ? [] : checked.problems), ...rules(document.value)];
  const failures = [...document.failures, ...problems.map(document.failureOf)];
  return { document, failures, value: checked.ok && failures.length === 0 ? decode(checked.value) : null };
}

function nameProblems(value: unknown, key: string, expected: string, what: string): readonly Problem[] {
  const name = valueAt(value, [key]);
  if (typeof name !== 'string' || name === '') return [];
  const unusable = registryNameProblem(name);
  if (unusable) return [unexpected([key], unusable, name, 'Choose another name, for the folder or file too.')];
  if (name === expected) return [];
  const hint = `Write ${key}: ${expected}, or move the file to where its name belongs.`;
  return [unexpected([key], `${JSON.stringify(expected)}, ${what}`, name, hint)];
}
