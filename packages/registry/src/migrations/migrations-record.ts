import type { FileChange } from '@rowpact/model';
import { join } from 'node:path';
import { decodeJson, printLines, readJsonText, type JsonFile } from '../document/json-file.js';
import { filledText, list, Mismatch, object, orNull, required, text, whole } from '../statements/decode.js';

/** One migration that is behind the committed snapshot, in the order in which they ran. */
export interface MigrationRecord {
  readonly label: string;
  readonly version: string | null;
  /** Of what the migration does when it runs, so that one edited after it ran is found out. */
  readonly hash: string;
}

export const MIGRATIONS_FILE = 'migrations.json';

/**
 * The migrations behind the committed snapshot; null where nobody recorded them.
 * @param directory the registry folder
 */
export async function readMigrationsRecord(
  directory: string,
  producerName: string,
): Promise<readonly MigrationRecord[] | null> {
  const file = join(directory, producerName, MIGRATIONS_FILE);
  const content = await readJsonText(jsonFile(file));
  return content === null ? null : parseMigrationsRecord(content, file);
}

/** The same from a text, such as the one of another revision. */
export function parseMigrationsRecord(content: string, file: string): readonly MigrationRecord[] {
  return decodeJson(content, jsonFile(file), record).migrations;
}

/** The text of the file. A line for each migration: two branches that add one conflict, as their migrations do. */
export function printMigrationsRecord(migrations: readonly MigrationRecord[]): string {
  const lines = migrations.map(({ label, version, hash }) => ({ label, version, hash }));
  return printLines({ format: FORMAT }, 'migrations', lines);
}

/** The file, to be written beside the snapshot. */
export function migrationsRecordFile(
  producerName: string,
  migrations: readonly MigrationRecord[],
  registryName = 'registry',
): FileChange {
  return { path: `${registryName}/${producerName}/${MIGRATIONS_FILE}`, content: printMigrationsRecord(migrations) };
}

const FORMAT = 1;

function jsonFile(file: string): JsonFile {
  return { file, name: MIGRATIONS_FILE, code: 'snapshot-invalid', hint: HINT, conflict: CONFLICT };
}

const migration = object<MigrationRecord>({
  label: required(filledText),
  version: required(orNull(text)),
  hash: required(filledText),
});

const record = object<{ readonly format: number; readonly migrations: readonly MigrationRecord[] }>({
  format: required(format),
  migrations: required(eachOnce),
});

function format(value: unknown): number {
  const found = whole(1)(value);
  if (found !== FORMAT) throw new Mismatch(`${FORMAT}, or a newer rowpact`, value);
  return found;
}

function eachOnce(value: unknown): readonly MigrationRecord[] {
  const found = list(migration)(value);
  const twice = found.findIndex(({ label }, index) => found.findIndex((other) => other.label === label) < index);
  if (twice < 0) return found;
  const mismatch = new Mismatch('each migration once', found[twice]?.label);
  mismatch.path.push(twice, 'label');
  throw mismatch;
}

const HINT = 'Run `rowpact snapshot` to write it again; this file is not edited by hand.';
const CONFLICT = 'Both branches add a migration: decide which runs first, name them so, then run `rowpact snapshot`.';
