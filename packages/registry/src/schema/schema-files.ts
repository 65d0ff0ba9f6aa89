import type { FileChange } from '@rowpact/model';
import { z } from 'zod';
import { contractSchema } from './contract-schema.js';
import { lifecycleSchema } from './lifecycle-schema.js';
import { producerSchema } from './producer-schema.js';
import { DESCRIBE_FREE_KEYS } from './schema-words.js';

/**
 * The JSON Schemas that the YAML files name in their first line, for editors; the same for every registry.
 * @param registryName the registry folder's own name in the root folder
 */
export function registrySchemaFiles(registryName = 'registry'): readonly FileChange[] {
  return [
    schemaFile(registryName, 'contract', 'A rowpact contract', contractSchema(DESCRIBE_FREE_KEYS)),
    schemaFile(registryName, 'producer', 'A rowpact producer', producerSchema(DESCRIBE_FREE_KEYS)),
    schemaFile(registryName, 'lifecycle', "A producer's lifecycle", lifecycleSchema(DESCRIBE_FREE_KEYS)),
  ];
}

function schemaFile(registryName: string, name: string, title: string, schema: z.ZodType): FileChange {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-07', io: 'input' });
  const json = JSON.stringify({ $schema, title, ...rest }, null, 2);
  return { path: `${registryName}/.schemas/${name}.schema.json`, content: `${json}\n` };
}
