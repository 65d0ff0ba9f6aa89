import {
  DEFAULT_POLICY,
  type ExtensionStub,
  type GatePolicy,
  type Producer,
  type ProducerSource,
} from '@rowpact/model';
import type { YamlValue } from '../edit/yaml-edit.js';
import { entry, suggestion } from './yaml-lines.js';

/** A first `producer.yaml`, with the comments that a newcomer needs; reading it answers the same producer. */
export function newProducerYaml(producer: Producer): string {
  const lines = [
    '# yaml-language-server: $schema=../.schemas/producer.schema.json',
    '# A producer: who owns the database, and where its schema comes from. Paths start at the folder that holds registry/.',
    'version: 1',
    ...entry(null, 'producer', producer.name),
    ...(producer.description === null ? [] : entry(null, 'description', producer.description)),
    ...owners(producer.owners),
    '',
    ...source(producer.source),
    '',
    ...extensions(producer.extensions),
    '',
    ...policy(producer.policy),
  ];
  return `${lines.join('\n')}\n`;
}

function owners(names: readonly string[]): readonly string[] {
  const comment = 'Who answers for the database.';
  return names.length > 0 ? entry(comment, 'owners', names) : suggestion(comment, 'owners: ["@westside/data"]');
}

function source(of: ProducerSource): readonly string[] {
  switch (of.kind) {
    case 'migrations':
      return entry('The migrations, replayed in an embedded PostgreSQL.', 'schema', { migrations: migrations(of) });
    case 'schema file':
      return entry('One SQL file that creates the whole schema.', 'schema', { file: of.file });
    case 'database':
      return entry(
        'A running PostgreSQL, of which only the catalog is read. Its address stands in this environment variable.',
        'schema',
        { database: { env: of.urlVariable } },
      );
    default:
      return of satisfies never;
  }
}

function migrations(of: Extract<ProducerSource, { readonly kind: 'migrations' }>): YamlValue {
  const settings = {
    ...(of.ignore.length > 0 ? { ignore: of.ignore } : {}),
    ...(of.order === null ? {} : { order: of.order }),
    ...(Object.keys(of.placeholders).length > 0 ? { placeholders: of.placeholders } : {}),
  };
  return Object.keys(settings).length === 0 ? of.folder : { folder: of.folder, ...settings };
}

function extensions(stubs: readonly ExtensionStub[]): readonly string[] {
  const comment = 'Stand-ins for extensions that the embedded PostgreSQL does not have.';
  if (stubs.length === 0)
    return suggestion(
      comment,
      'extensions: { postgis: { types: [geometry], functions: ["st_x(geometry) returns double precision"] } }',
    );
  const map = Object.fromEntries(stubs.map(({ extension, types, functions }) => [extension, { types, functions }]));
  return entry(comment, 'extensions', map);
}

function policy({ drops, graceDays, rollbackVersions, levels, approvers }: GatePolicy): readonly string[] {
  const comment = 'What is asked of migrations before they merge.';
  const settings = {
    ...(drops === DEFAULT_POLICY.drops ? {} : { drops }),
    ...(graceDays === DEFAULT_POLICY.graceDays ? {} : { grace_days: graceDays }),
    ...(rollbackVersions === DEFAULT_POLICY.rollbackVersions ? {} : { rollback_versions: rollbackVersions }),
    ...(Object.keys(levels).length === 0 ? {} : { levels }),
    ...(approvers.length === 0 ? {} : { approvers }),
  };
  return Object.keys(settings).length === 0
    ? suggestion(comment, 'policy: { drops: two-phase, grace_days: 30, rollback_versions: 1 }')
    : entry(comment, 'policy', settings);
}
