import { Ajv, type ValidateFunction } from 'ajv';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readYaml } from '../document/yaml-document.js';
import { checkSchema } from './check-schema.js';
import { contractSchema } from './contract-schema.js';
import { lifecycleSchema } from './lifecycle-schema.js';
import { producerSchema } from './producer-schema.js';
import { registrySchemaFiles } from './schema-files.js';
import { READ_FREE_KEYS } from './schema-words.js';

const [contractFile, producerFile, lifecycleFile] = registrySchemaFiles().map(
  (file) => JSON.parse(file.content ?? '') as object,
);
if (!contractFile || !producerFile || !lifecycleFile) throw new Error('three schemas were expected');

const CASES = join(import.meta.dirname, '../cases');
const LIFECYCLES = join(import.meta.dirname, '../lifecycle/cases');
const EXAMPLES = join(import.meta.dirname, '../../../../registry');

describe('the JSON Schemas', () => {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true });
  const contract = ajv.compile(contractFile);
  const producer = ajv.compile(producerFile);
  const lifecycle = ajv.compile(lifecycleFile);

  test('stand where the first lines of the YAML files point', () => {
    expect(registrySchemaFiles('contracts').map((file) => file.path)).toEqual([
      'contracts/.schemas/contract.schema.json',
      'contracts/.schemas/producer.schema.json',
      'contracts/.schemas/lifecycle.schema.json',
    ]);
  });

  test('describe every key to editors', () => {
    const undescribed = [contractFile, producerFile, lifecycleFile].flatMap((schema) =>
      keysWithoutDescription(schema, ''),
    );
    expect(undescribed).toEqual([]);
  });

  test('refuse and accept what zod does, in every case', () => {
    const readContract = contractSchema(READ_FREE_KEYS);
    const readProducer = producerSchema(READ_FREE_KEYS);
    const answers = yamlFilesIn(CASES).flatMap((file) => {
      const document = readYaml(readFileSync(file, 'utf8'), file);
      if (!document.readable) return [];
      const isProducer = /producer\.ya?ml$/u.test(file);
      const zod = isProducer ? checkSchema(readProducer, document.value) : checkSchema(readContract, document.value);
      return [{ file, zod: zod.ok, json: validate(isProducer ? producer : contract, document.value) }];
    });
    expect(answers.filter(({ zod, json }) => zod !== json)).toEqual([]);
    expect(answers.filter(({ json }) => json).length).toBeGreaterThan(30);
    expect(answers.filter(({ json }) => !json).length).toBeGreaterThan(10);
  });

  test('refuse and accept what zod does, in every lifecycle', () => {
    const readLifecycle = lifecycleSchema(READ_FREE_KEYS);
    const answers = readdirSync(LIFECYCLES)
      .filter((name) => name.endsWith('.yaml'))
      .flatMap((name) => {
        const document = readYaml(readFileSync(join(LIFECYCLES, name), 'utf8'), name);
        if (!document.readable || document.value === null) return [];
        const zod = checkSchema(readLifecycle, document.value).ok;
        return [{ name, zod, json: validate(lifecycle, document.value) }];
      });
    expect(answers.filter(({ zod, json }) => zod !== json)).toEqual([]);
    expect(new Set(answers.map(({ json }) => json))).toEqual(new Set([true, false]));
  });

  test("accept the repository's own registry", () => {
    for (const file of yamlFilesIn(EXAMPLES).filter((path) => !path.endsWith('lifecycle.yaml'))) {
      const document = readYaml(readFileSync(file, 'utf8'), file);
      expect(validate(file.endsWith('producer.yaml') ? producer : contract, document.value), file).toBe(true);
    }
  });
});

/** As an editor's validator sees it: plain objects. */
function validate(schema: ValidateFunction, value: unknown): boolean {
  return schema(JSON.parse(JSON.stringify(value)));
}

function yamlFilesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(?:producer\.yaml|producer\.yml|consumers[/\\][^/\\]+\.yaml)$/u.test(path))
    .map((path) => join(folder, path));
}

function keysWithoutDescription(schema: unknown, path: string): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) => {
    const below = keysWithoutDescription(value, `${path}/${key}`);
    if (key !== 'properties') return below;
    const bare = Object.entries(value as object).filter(
      ([, property]: [string, unknown]) => !(property as { description?: string }).description,
    );
    return [...bare.map(([name]) => `${path}/${name}`), ...below];
  });
}
