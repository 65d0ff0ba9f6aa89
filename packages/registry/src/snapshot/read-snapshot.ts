import { FailureError, type Failure, type Snapshot } from '@rowpact/model';
import { join } from 'node:path';
import type { z } from 'zod';
import { printPath } from '../document/document-path.js';
import { byPlace } from '../document/sort-failures.js';
import { errorCode, readFiles, type ReadResult } from '../files/read-files.js';
import { DATABASE_FILE, functionsFile, relationFile, typeFile } from './file-names.js';
import { listSnapshotFiles } from './list-snapshot-files.js';
import { restoreSnapshot, type SnapshotFiles } from './restore-snapshot.js';
import { databaseSchema, functionsSchema, relationSchema, typeSchema } from './snapshot-schema.js';

/**
 * The snapshot that a registry holds of a producer, without catalog identities; null where it has none. Fails with
 * everything that is wrong in its files.
 * @param directory the registry folder
 */
export async function readSnapshot(directory: string, producerName: string): Promise<Snapshot | null> {
  const folder = join(directory, producerName, 'schema');
  const names = await listSnapshotFiles(folder);
  if (names.length === 0) return null;
  const contents = await readFiles(names.map((name) => join(folder, name)));
  const reading = new SnapshotReading(folder);
  for (const [index, name] of names.entries()) reading.add(name, contents[index]);
  return restoreSnapshot(reading.files());
}

/** Sorts the files of a snapshot by what they hold, and collects what is wrong with them. */
class SnapshotReading {
  readonly #folder: string;
  readonly #failures: Failure[] = [];
  readonly #relations: SnapshotFiles['relations'][number][] = [];
  readonly #types: SnapshotFiles['types'][number][] = [];
  readonly #functions: SnapshotFiles['functions'][number][] = [];
  #database: SnapshotFiles['database'] | null = null;

  constructor(folder: string) {
    this.#folder = folder;
  }

  add(name: string, content: ReadResult | undefined): void {
    const json = this.#parse(name, content);
    if (json === undefined) return;
    if (name === DATABASE_FILE) this.#database = this.#check(name, databaseSchema, json, () => DATABASE_FILE);
    else if (name.startsWith('types/'))
      this.#keep(
        this.#types,
        this.#check(name, typeSchema, json, (type) => typeFile(type.schema, type.name)),
      );
    else if (name.startsWith('functions/'))
      this.#keep(
        this.#functions,
        this.#check(name, functionsSchema, json, (file) => functionsFile(file.schema)),
      );
    else
      this.#keep(
        this.#relations,
        this.#check(name, relationSchema, json, (file) => relationFile(file.schema, file.name)),
      );
  }

  files(): SnapshotFiles {
    const [first, ...others] = this.#failures.sort(byPlace);
    if (first) throw new FailureError(first, ...others);
    if (this.#database === null)
      throw new FailureError(this.#failure(DATABASE_FILE, 'expected a file, found none beside the other files'));
    return { database: this.#database, relations: this.#relations, types: this.#types, functions: this.#functions };
  }

  #keep<File>(files: File[], file: File | null): void {
    if (file !== null) files.push(file);
  }

  #parse(name: string, content: ReadResult | undefined): unknown {
    if (!Buffer.isBuffer(content)) {
      this.#fail(name, `could not be read (${errorCode(content) ?? 'unknown'})`);
      return;
    }
    const text = content.toString('utf8');
    const conflict = /^<{7} /mu.exec(text);
    if (conflict) {
      this.#fail(name, 'expected JSON, found a merge conflict', lineOf(text, conflict.index), CONFLICT);
      return;
    }
    try {
      return JSON.parse(text);
    } catch (error) {
      const position = /position (\d+)/u.exec(String(error))?.[1];
      const line = position === undefined ? undefined : lineOf(text, Number(position));
      this.#fail(name, 'expected JSON, found text that is none', line);
      return;
    }
  }

  /** The checked file; null, and a failure more, where it is none or lies where another one belongs. */
  #check<File>(name: string, schema: z.ZodType<File>, json: unknown, nameOf: (file: File) => string): File | null {
    const result = schema.safeParse(json);
    if (!result.success) {
      const newer = name === DATABASE_FILE && result.error.issues.some((issue) => issue.path[0] === 'format');
      for (const issue of result.error.issues)
        this.#fail(
          name,
          `${printPath(issue.path.map(stepOf))}: ${issue.message}`,
          undefined,
          newer ? NEWER : WRITE_AGAIN,
        );
      return null;
    }
    const right = nameOf(result.data);
    if (right === name) return result.data;
    this.#fail(name, `expected what belongs into this file, found what belongs into ${right}`);
    return null;
  }

  #fail(name: string, message: string, line?: number, hint?: string): void {
    this.#failures.push(this.#failure(name, message, line, hint));
  }

  #failure(name: string, message: string, line?: number, hint: string = WRITE_AGAIN): Failure {
    const file = join(this.#folder, name);
    const location = line === undefined ? { file } : { file, line, column: 1 };
    return { code: 'snapshot-invalid', message: `${name}: ${message}`, hint, location };
  }
}

function stepOf(step: PropertyKey): string | number {
  return typeof step === 'symbol' ? String(step) : step;
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

const WRITE_AGAIN = 'Run `rowpact snapshot` to write the snapshot again; its files are not edited by hand.';
const CONFLICT = 'Take either side, then run `rowpact snapshot` to write the snapshot of the merged migrations.';
const NEWER = 'Update rowpact: another version wrote this snapshot.';
