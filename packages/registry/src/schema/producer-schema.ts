import { z } from 'zod';
import { count, list, oneOf, record, registryName, text, word, type FreeKeys } from './schema-words.js';

/** What `producer.yaml` looks like. What a schema cannot say (paths, which source) stands in `producer-rules.ts`. */
export function producerSchema(free: FreeKeys) {
  return record({
    version: z.literal(1, { error: '1' }).describe('Version of this file format.'),
    producer: registryName('producer').describe('Name of the producer: the same as its folder in the registry.'),
    description: text('text').optional().describe('What the producer is, for people.'),
    owners: list(text('a team or a person'), 'a list of owners')
      .optional()
      .describe('Teams or people who answer for the database, for example "@westside/data".'),
    schema: record({
      migrations: migrations(free).optional(),
      file: text('a path to a file')
        .optional()
        .describe('One SQL file that creates the whole schema, such as pg_dump writes; relative to the root folder.'),
      database: database().optional(),
    }).describe('Where the schema comes from: exactly one of migrations, file and database.'),
    extensions: free
      .map(extension(), 'a map of extensions')
      .optional()
      .describe('Stand-ins for extensions that the embedded PostgreSQL does not have, by the name of the extension.'),
    policy: policy(free).optional().describe('What is asked of migrations before they merge.'),
  });
}

export type ProducerDocument = z.output<ReturnType<typeof producerSchema>>;

function migrations(free: FreeKeys) {
  const folder = text('a folder, relative to the root folder');
  const settings = record({
    folder: folder.describe('Folder of the migrations, relative to the folder that holds registry/.'),
    ignore: list(text('a glob'), 'a list of globs')
      .optional()
      .describe('Globs, relative to the folder, of files that are no migrations.'),
    order: list(text('a path relative to the folder'), 'a list of paths')
      .optional()
      .describe('Paths relative to the folder, in the order to run, where the file names do not tell it.'),
    placeholders: free
      .map(z.string({ error: 'text' }), 'a map of placeholders')
      .optional()
      .describe('Values of Flyway placeholders: ${name} in a migration becomes the value.'),
  });
  return z
    .union([folder, settings], { error: 'a folder, or a map with the keys folder, ignore, order, placeholders' })
    .describe('Folder of migrations that are replayed in the embedded PostgreSQL, relative to the root folder.');
}

function database() {
  return record({
    env: word(/^[A-Za-z_][A-Za-z0-9_]*$/u, 'the name of an environment variable').describe(
      'Environment variable that holds the address; the address itself never stands in the registry.',
    ),
  }).describe('A running PostgreSQL; only its catalog is read.');
}

function policy(free: FreeKeys) {
  return record({
    drops: oneOf(['unused', 'two-phase'])
      .optional()
      .describe('What may be dropped: what nobody uses (unused, without it), or only what was announced (two-phase).'),
    grace_days: count('a number of days', 0, 3650)
      .optional()
      .describe('Days between an announcement and the earliest day it may name; 30 without it.'),
    rollback_versions: count('a number of versions', 0)
      .optional()
      .describe('How many earlier versions in each environment a rollback may bring back; 1 without it.'),
    levels: free
      .map(oneOf(['error', 'warning', 'note']), 'a map of levels')
      .optional()
      .describe('Levels by rule (column-added) or verdict (silent): error fails the check, a note is only counted.'),
    approvers: list(text('a team or a person'), 'a list of approvers')
      .optional()
      .describe('Who may approve a finding, as approvals name them; everybody without it.'),
  });
}

function extension() {
  return record({
    types: list(text('the name of a type'), 'a list of type names')
      .optional()
      .describe('Types that the extension brings, for example geometry.'),
    functions: list(text('a signature such as "st_x(geometry) returns double precision"'), 'a list of signatures')
      .optional()
      .describe('Functions that the extension brings, for example "st_x(geometry) returns double precision".'),
  });
}
