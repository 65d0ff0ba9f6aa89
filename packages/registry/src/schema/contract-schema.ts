import { z } from 'zod';
import { flag, identifier, list, oneOf, record, registryName, text, word, type FreeKeys } from './schema-words.js';

/** What a contract, `consumers/<name>.yaml`, looks like. What a schema cannot say stands in `contract-rules.ts`. */
export function contractSchema(free: FreeKeys) {
  return record({
    version: z.literal(1, { error: '1' }).describe('Version of this file format.'),
    consumer: registryName('consumer').describe('Name of the consumer: the same as the name of this file.'),
    producer: registryName('producer').describe('Name of the producer whose tables the consumer uses.'),
    description: text('text').optional().describe('What the consumer is, for people.'),
    owners: list(text('a team or a person'), 'a list of owners')
      .optional()
      .describe('Teams or people to ask before something breaks the consumer, for example "@westside/web".'),
    source: text('a folder, relative to the root folder').describe(
      "The consumer's folder, relative to the folder that holds registry/.",
    ),
    generate: generate(free).optional().describe('Which row types to write; leave it out to take none.'),
    relations: free
      .map(relation(), 'a map of relations')
      .describe('What the consumer uses, by relation: players, billing.orders, or "a b"."select" as SQL writes it.'),
  });
}

export type ContractDocument = z.output<ReturnType<typeof contractSchema>>;

function generate(free: FreeKeys) {
  const overrides = free.map(override(), 'a map of TypeScript types').optional();
  return record({
    file: text("a path inside the consumer's folder").describe(
      "The generated module, relative to the consumer's folder, for example src/lib/server/database.gen.ts.",
    ),
    driver: oneOf(['pg', 'postgres']).describe('The driver whose parsing the types describe.'),
    expose: expose('Which columns the row types have. Without it: all for a relation with wildcard, else contracted.'),
    kysely: flag().optional().describe("Whether to write Kysely's Database interface too; false without it."),
    arrayElements: oneOf(['not null', 'nullable'])
      .optional()
      .describe('Whether elements of arrays may be null in the types; "not null" without it.'),
    types: overrides.describe('TypeScript types by database type, for example numeric or public.email.'),
    columns: overrides.describe('TypeScript types by column, for example players.custom_notes.'),
  });
}

function override() {
  const settings = record({
    type: text('a TypeScript type').describe('TypeScript for what a read answers.'),
    write: text('a TypeScript type').optional().describe('TypeScript for what a write accepts; as type without it.'),
    import: record({
      from: word(/^[^"'`\\\s]+$/u, 'a module').describe('Module to import from, as the generated file would write it.'),
      name: identifier('an exported name').describe('Name to import.'),
    })
      .optional()
      .describe('The import that the type needs.'),
  });
  return z.union([text('a TypeScript type'), settings], {
    error: 'a TypeScript type, or a map with the keys type, write, import',
  });
}

function relation() {
  const columns = list(text('the name of a column'), 'a list of columns');
  return record({
    wildcard: flag().optional().describe('Whether every column is read, now and later (SELECT *, whole rows).'),
    read: z
      .union([z.literal('*', { error: '"*"' }), columns], { error: 'a list of columns, or "*"' })
      .optional()
      .describe('Columns that are read, as the catalog spells them; "*" says the same as wildcard: true.'),
    write: columns.optional().describe('Columns that are inserted or updated, as the catalog spells them.'),
    name: identifier('a TypeScript name').optional().describe('Base of the type names: Player gives PlayerRow.'),
    expose: expose('Which columns the row type has; overrides the setting of generate.'),
  });
}

function expose(description: string) {
  return oneOf(['contracted', 'all']).optional().describe(description);
}
