import { parseRelationId, parseTypeId, type RelationId, type TypeId } from '@rowpact/model';
import { z } from 'zod';

/*
 * What the files of a snapshot hold. Whatever is null, false or empty in the model is left out, and so is what most
 * columns are: kind `base`, no typmod, no array, writable. `snapshot-files.ts` writes this, `restore-snapshot.ts` reads it.
 */

/** Version of the format of all files together; it stands in `database.json`. */
export const SNAPSHOT_FORMAT = 1;

const name = z.string().min(1);
const names = z.array(name).min(1);

/** Ids are written in their one spelling; the checks make the casts true. */
const relationId = z
  .string()
  .refine((text) => parseRelationId(text) === text, 'expected the id of a relation')
  .transform((text) => text as RelationId);
const typeId = z
  .string()
  .refine(isTypeId, 'expected the id of a type')
  .transform((text) => text as TypeId);

/** Thirty thousand columns have few types: each id is taken apart once. */
const knownTypes = new Set<string>();

function isTypeId(text: string): boolean {
  if (knownTypes.has(text)) return true;
  if (parseTypeId(text) !== text) return false;
  knownTypes.add(text);
  return true;
}

const typeRef = z.strictObject({
  display: z.string(),
  id: typeId,
  kind: z.enum(['enum', 'domain', 'composite', 'range', 'multirange', 'pseudo']).optional(),
  typmod: z.int().optional(),
  dimensions: z.int().min(1).optional(),
});

const column = z.strictObject({
  name,
  type: typeRef,
  nullable: z.literal(true).optional(),
  default: z.string().optional(),
  identity: z.enum(['always', 'by default']).optional(),
  generated: z.strictObject({ kind: z.enum(['stored', 'virtual']), expression: z.string() }).optional(),
  writable: z.literal(false).optional(),
  comment: z.string().optional(),
});

const definition = z.string();
const key = z.strictObject({ name, columns: names.optional(), definition, deferrable: z.literal(true).optional() });
const named = z.strictObject({ name, definition });
const check = z.strictObject({ name, definition, nondeterministic: z.literal(true).exactOptional() });

export const relationSchema = z.strictObject({
  schema: name,
  name,
  kind: z.enum(['table', 'partitioned table', 'view', 'materialized view', 'foreign table']),
  comment: z.string().optional(),
  columns: z.array(column).min(1).optional(),
  partitionOf: z.strictObject({ parent: relationId, bound: z.string() }).optional(),
  partitionKey: z.string().optional(),
  inherits: z.array(relationId).min(1).optional(),
  primaryKey: key.optional(),
  uniques: z.array(key).min(1).optional(),
  foreignKeys: z
    .array(
      z.strictObject({
        name,
        columns: names,
        references: z.strictObject({ relation: relationId, columns: names }),
        definition,
      }),
    )
    .min(1)
    .optional(),
  checks: z.array(check).min(1).optional(),
  exclusions: z.array(named).min(1).optional(),
  uniqueIndexes: z
    .array(z.strictObject({ name, columns: z.array(name.nullable()).min(1), definition }))
    .min(1)
    .optional(),
  definition: z.string().optional(),
});

const comment = z.string().optional();

export const typeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('enum'),
    schema: name,
    name,
    comment,
    labels: z.array(z.string()).min(1).optional(),
  }),
  z.strictObject({
    kind: z.literal('domain'),
    schema: name,
    name,
    comment,
    base: typeRef,
    notNull: z.literal(true).optional(),
    default: z.string().optional(),
    checks: z.array(check).min(1).optional(),
  }),
  z.strictObject({
    kind: z.literal('composite'),
    schema: name,
    name,
    comment,
    attributes: z
      .array(z.strictObject({ name, type: typeRef }))
      .min(1)
      .optional(),
  }),
  z.strictObject({
    kind: z.literal('range'),
    schema: name,
    name,
    comment,
    subtype: typeRef,
    multirange: typeId.optional(),
  }),
]);

export const functionsSchema = z.strictObject({
  schema: name,
  functions: z
    .array(
      z.strictObject({
        name,
        kind: z.enum(['procedure', 'aggregate', 'window']).optional(),
        arguments: z.string().optional(),
        identityArguments: z.string().optional(),
        returns: z.string().optional(),
        language: z.string(),
        volatility: z.enum(['immutable', 'stable']).optional(),
        strict: z.literal(true).optional(),
        securityDefiner: z.literal(true).optional(),
      }),
    )
    .min(1),
});

export const databaseSchema = z.strictObject({
  format: z.literal(SNAPSHOT_FORMAT),
  schemas: z.array(z.strictObject({ name, comment })).min(1).optional(),
  extensions: z
    .array(z.strictObject({ name, schema: name, version: z.string() }))
    .min(1)
    .optional(),
});

export type TypeRefFile = z.output<typeof typeRef>;
export type ColumnFile = z.output<typeof column>;
export type KeyFile = z.output<typeof key>;
export type RelationFile = z.output<typeof relationSchema>;
export type TypeFile = z.output<typeof typeSchema>;
export type FunctionsFile = z.output<typeof functionsSchema>;
export type DatabaseFile = z.output<typeof databaseSchema>;
