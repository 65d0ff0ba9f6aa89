import { z } from 'zod';
import {
  count,
  flag,
  identifier,
  list,
  oneOf,
  record,
  registryName,
  text,
  word,
  type FreeKeys,
} from './schema-words.js';

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
    scan: scan()
      .optional()
      .describe(
        "Where the consumer's SQL stands and what it means; leave it out to look into all its code but the tests.",
      ),
    role: text('the name of a database role')
      .optional()
      .describe(
        'The database role that its connection has, as the catalog spells it; without it no rights are looked at.',
      ),
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
    literals: flag()
      .optional()
      .describe('Whether text that can only be one of a few values is a union of them; false without it.'),
    statements: flag()
      .optional()
      .describe(
        'Whether to type the SQL where it is run, in a second module beside file (x.gen.ts gives x.statements.gen.ts); false without it.',
      ),
    zod: flag()
      .optional()
      .describe(
        'Whether to write zod schemas, in a module beside file (x.gen.ts gives x.zod.gen.ts); false without it.',
      ),
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

function scan() {
  const globs = list(text('a glob'), 'a list of globs').optional();
  const caller = word(CALLER, CALLER_EXPECTED);
  const settings = record({
    name: caller.describe(
      'Name of the function, method or tag: runQuery, or db.many for a method of whatever is named db.',
    ),
    argument: count('the number of an argument, counted from 1')
      .optional()
      .describe('Which argument is the SQL, counted from 1; the first without it. A tag has it in its template.'),
  });
  return record({
    include: globs.describe(
      "Globs, relative to the consumer's folder, of the files to look into; all that can hold SQL without it.",
    ),
    exclude: globs.describe("Globs, relative to the consumer's folder, of files to pass over."),
    tests: flag().optional().describe('Whether tests are looked into too; false without it.'),
    callers: list(
      z.union([caller, settings], { error: `${CALLER_EXPECTED}, or a map with the keys name, argument` }),
      'a list of callers',
    )
      .optional()
      .describe("Functions, methods and tags of the consumer's own that take SQL, for example runQuery or db.many."),
    searchPath: list(text('the name of a schema'), 'a list of schemas')
      .optional()
      .describe("Schemas in the order in which the consumer's connection looks names up, as the catalog spells them."),
    foreign: list(text('the name of a relation, or schema.*'), 'a list of relations')
      .optional()
      .describe(
        'Relations that the code uses in another database: sessions, audit.entries, or audit.* for a whole schema.',
      ),
  });
}

const CALLER = /^(?:[\p{ID_Start}$_][\p{ID_Continue}$]*\.)?#?[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
const CALLER_EXPECTED = 'the name of a function such as runQuery, or of a method such as db.many';

function relation() {
  const columns = list(text('the name of a column'), 'a list of columns');
  return record({
    wildcard: flag().optional().describe('Whether every column is read, now and later (SELECT *, whole rows).'),
    read: z
      .union([z.literal('*', { error: '"*"' }), columns], { error: 'a list of columns, or "*"' })
      .optional()
      .describe('Columns that are read, as the catalog spells them; "*" says the same as wildcard: true.'),
    write: columns.optional().describe('Columns that are inserted or updated, as the catalog spells them.'),
    keep: columns
      .optional()
      .describe('Columns that stay in the contract though the code uses them nowhere: kept on purpose.'),
    name: identifier('a TypeScript name').optional().describe('Base of the type names: Player gives PlayerRow.'),
    expose: expose('Which columns the row type has; overrides the setting of generate.'),
  });
}

function expose(description: string) {
  return oneOf(['contracted', 'all']).optional().describe(description);
}
