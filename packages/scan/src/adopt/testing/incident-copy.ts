import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Column, type Relation, relationId, type Snapshot, typeId } from '@rowpact/model';
import { consumerFolder } from '../../testing/consumer-folder.js';
import { readFolder } from './adoption-case.js';

const REPOSITORY = join(import.meta.dirname, '..', '..', '..', '..', '..');
const NOT_COPIED = new Set(['node_modules', '.svelte-kit', 'build']);

/** The service as it stood when its list was reviewed, in a folder of its own, with the generated module beside it. */
export function copyService(): string {
  const folder = consumerFolder({});
  const service = join(REPOSITORY, 'examples', 'incident', 'at-review');
  cpSync(service, folder, { recursive: true, filter: (source) => !NOT_COPIED.has(basename(source)) });
  cpSync(
    join(REPOSITORY, 'examples', 'westside-contracts', 'src', 'lib', 'database.gen.ts'),
    join(folder, 'src', 'lib', 'database.gen.ts'),
  );
  symlinkSync(join(REPOSITORY, 'node_modules'), join(folder, 'node_modules'), 'junction');
  run(folder, 'svelte-kit', ['sync']);
  return folder;
}

/** What the compiler prints about the service. */
export function compile(folder: string): readonly string[] {
  const printed = run(folder, 'tsc', ['-p', 'tsconfig.json', '--noEmit', '--pretty', 'false']);
  return printed.split('\n').filter((line) => line !== '');
}

/** The relations and enums of the producer, from its committed snapshot. */
export function producerSnapshot(): Pick<Snapshot, 'relations' | 'enums'> {
  const schema = join(REPOSITORY, 'registry', 'basketball-api', 'schema');
  const relations = [...readFolder(schema)].flatMap(([file, text]) => {
    const read = JSON.parse(text) as CommittedRelation; // as this repository's own snapshot has it
    return /^public\.\w+\.json$/.test(file) && file !== 'database.json' ? [relationOf(read)] : [];
  });
  const enums = readdirSync(join(schema, 'types')).flatMap((file) => {
    const { name, labels } = JSON.parse(readFileSync(join(schema, 'types', file), 'utf8')) as CommittedEnum;
    if (labels === undefined) return [];
    return [{ id: typeId('public', name), schema: 'public', name, labels, comment: null }];
  });
  return { relations, enums };
}

interface CommittedEnum {
  readonly name: string;
  readonly labels?: readonly string[];
}

interface CommittedRelation {
  readonly name: string;
  readonly kind: Relation['kind'];
  readonly columns: readonly {
    readonly name: string;
    readonly type: { readonly id: string; readonly kind?: string; readonly dimensions?: number };
    readonly nullable?: boolean;
  }[];
}

function relationOf({ name, kind, columns }: CommittedRelation): Relation {
  return {
    ...{ id: relationId('public', name), schema: 'public', name, kind, comment: null },
    ...{ columns: columns.map(columnOf), partitionOf: null, partitionKey: null, inherits: [] },
    ...{ primaryKey: null, uniques: [], foreignKeys: [], checks: [], exclusions: [], uniqueIndexes: [] },
    definition: null,
  };
}

function columnOf({ name, type, nullable }: CommittedRelation['columns'][number]): Column {
  return {
    name,
    type: {
      ...{ display: type.id, id: type.id as Column['type']['id'], typmod: null }, // ids as they were written
      ...{ kind: (type.kind ?? 'base') as Column['type']['kind'], dimensions: type.dimensions ?? 0 },
    },
    ...{ nullable: nullable ?? false, default: null, identity: null, generated: null, writable: true, comment: null },
  };
}

function run(folder: string, program: string, parameters: readonly string[]): string {
  const path = join(REPOSITORY, 'node_modules', '.bin', program);
  const { stdout, error } = spawnSync(path, parameters, {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (error) throw error;
  return stdout;
}
