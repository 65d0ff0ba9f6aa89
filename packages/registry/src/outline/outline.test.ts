import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generatedModules, parseRelationId, type RelationId } from '@rowpact/model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRegistry } from '../read/read-registry.js';
import { readOutline } from './read-outline.js';
import { schemaSlicer } from './schema-slice.js';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'rowpact-outline-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const CONTRACT = `version: 1
consumer: web
producer: league
source: ./apps//web/
generate: { file: ./src/rows.gen.ts, driver: pg }
relations:
  teams: { read: [id] }
  "\\"a b\\".\\"select\\"": { wildcard: true }
  public.players:
    read: [id]
`;

function ids(...names: readonly string[]): readonly RelationId[] {
  return names.flatMap((name) => parseRelationId(name) ?? []);
}

describe('an outline', () => {
  it('says of a right registry what the checked reading says', async () => {
    write({
      'registry/league/producer.yaml':
        'version: 1\nproducer: league\nschema: { migrations: { folder: ./db/, ignore: [x] } }\n',
      'registry/cup/producer.yaml': 'version: 1\nproducer: cup\nschema: { file: cup.sql }\n',
      'registry/live/producer.yaml': 'version: 1\nproducer: live\nschema: { database: { env: LIVE_URL } }\n',
      'registry/league/consumers/web.yaml': CONTRACT,
    });
    const directory = join(root, 'registry');
    const { producers } = await readRegistry(directory);
    const outline = readOutline(directory);
    expect(outline.producers.map(({ name }) => name)).toEqual(producers.map(({ producer }) => producer.name).sort());
    expect(outline.producers.map(({ source }) => source)).toEqual([
      { kind: 'schema file', file: 'cup.sql' },
      { kind: 'migrations', folder: 'db' },
      { kind: 'database', urlVariable: 'LIVE_URL' },
    ]);
    const checked = producers.flatMap(({ contracts }) => contracts.map(({ contract }) => contract));
    expect(outline.producers.flatMap(({ contracts }) => contracts)).toEqual(
      checked.map(({ consumer, source, generate, relations }) => ({
        ...{
          consumer,
          source,
          modules: generate ? generatedModules(generate) : [],
          readsSource: generate?.statements ?? false,
          moduleGlobs: generate?.statements ? ['**/*.queries.ts'] : [],
        },
        relations: relations.map(({ relation }) => relation),
      })),
    );
  });

  it('reads the producers that are named, and leaves out what is none', () => {
    write({ 'registry/league/producer.yaml': '', 'registry/cup/producer.yaml': '', 'registry/notes/README.md': '' });
    const names = (of?: readonly string[]) => readOutline(join(root, 'registry'), of).producers.map(({ name }) => name);
    expect(names()).toEqual(['cup', 'league']);
    expect(names(['league', 'notes', 'nobody'])).toEqual(['league']);
    expect(readOutline(join(root, 'nowhere'))).toEqual({ producers: [] });
  });

  it.each([
    ['a broken line further down', `${CONTRACT}scan: [unclosed\n`, 'apps/web'],
    ['backslashes', CONTRACT.replace('./apps//web/', String.raw`apps\web`), 'apps/web'],
    ['a source that is a list', CONTRACT.replace('./apps//web/', '[a]'), null],
    ['nothing', '', null],
    ['bytes', '\0\uFFFD', null],
    ['an alias', 'source: &here apps/web\nrelations: *here\n', 'apps/web'],
    ['endless nesting', '['.repeat(20_000), null],
  ])('of a contract with %s says what can be told', (_what, text, source) => {
    write({ 'registry/league/producer.yaml': '', 'registry/league/consumers/web.yaml': text });
    expect(readOutline(join(root, 'registry')).producers[0]?.contracts[0]).toMatchObject({ consumer: 'web', source });
  });
});

describe('a slice of the schema', () => {
  beforeEach(() =>
    write({
      'schema/public.players.json': JSON.stringify({
        columns: [
          { type: { id: 'pg_catalog.int4' } },
          { type: { id: 'public.address' } },
          { type: { id: '"a b".side' } },
        ],
      }),
      'schema/types/public.address.json': JSON.stringify({ attributes: [{ type: { id: 'public.postcode' } }] }),
      'schema/types/public.postcode.json': JSON.stringify({ base: { id: 'pg_catalog.text' } }),
      'schema/types/a%20b.side.json': JSON.stringify({ labels: ['left'] }),
      'schema/public.broken.json': '{ "columns": [',
    }),
  );

  const slice = (...names: readonly string[]) => schemaSlicer(join(root, 'schema')).slice(ids(...names));

  it('has the relations, the types of their columns, and the types that those are made of', () => {
    expect(slice('players')).toEqual([
      'database.json',
      'public.players.json',
      'types/a%20b.side.json',
      'types/public.address.json',
      'types/public.postcode.json',
    ]);
  });

  it('has the file that a relation would have which is not there yet, or cannot be read', () => {
    expect(slice('"A b"."select"', 'broken')).toEqual(['%41%20b.select.json', 'database.json', 'public.broken.json']);
  });

  it('of nothing is what every module depends on', () => {
    expect(slice()).toEqual(['database.json']);
  });
});
