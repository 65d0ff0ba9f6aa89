import { isAbsolute, join, relative } from 'node:path';
import { type ByteStore, canonicalJson, type NamedCaller, sha256 } from '@rowpact/model';
import type { FileStamp } from '../files/file-state.js';
import type { LookedAt } from '../module/lookups.js';
import type { SeenContent } from '../module/recorded-disk.js';
import { codeFingerprint } from './code-fingerprint.js';
import type { FileFindings } from './file-findings.js';
import type { SentThrough } from './sent-through.js';

/** What an earlier scan found in a consumer, and all that it rests on. Paths are absolute. */
export interface ScanMemory {
  readonly files: ReadonlyMap<string, RememberedFile>;
  readonly modules: ReadonlyMap<string, RememberedModule>;
  /** Contents and presences that the modules were followed through. */
  readonly looked: ReadonlyMap<string, RememberedLook>;
  /** The names that files without SQL of their own were searched for: see `outsideNames`. */
  readonly names: readonly string[];
}

/** One file of the consumer. */
export interface RememberedFile {
  readonly stamp: string;
  readonly hash: string;
  /** For `.sql` files, what it sets up by its path. */
  readonly setup: string | null;
  /** Null where the file holds nothing that is worth a parse. */
  readonly findings: FileFindings | null;
}

/** What was followed from one module; `looked` and `targets` are absolute paths. */
export interface RememberedModule {
  readonly looked: readonly string[];
  readonly targets: readonly string[];
  readonly notes: readonly string[];
  readonly sends: SentThrough;
}

export interface RememberedLook {
  readonly what: LookedAt;
  readonly stamp: string;
  readonly hash: string;
}

export const EMPTY_MEMORY: ScanMemory = { files: new Map(), modules: new Map(), looked: new Map(), names: [] };

/** Clocks of file systems are as coarse as two seconds: a file written that shortly before may be written again under its stamp. */
const COARSE = 2000;

/** The stamp to remember; empty, so that the content decides the next time, where it is too young to be trusted. */
export function trusted({ text, changedAt }: FileStamp, startedAt: number): string {
  return changedAt < startedAt - COARSE ? text : '';
}

/** What to remember of something that was looked at. */
export function rememberedLook(what: LookedAt, seen: SeenContent, startedAt: number): RememberedLook {
  return { what, stamp: trusted(seen.stamp, startedAt), hash: seen.hash };
}

/** As it is kept: paths relative to the consumer's folder, each of them once. */
interface StoredMemory {
  readonly files: readonly (readonly [
    path: string,
    stamp: string,
    hash: string,
    setup?: string | null,
    findings?: FileFindings | null,
  ])[];
  readonly looked: readonly (readonly [path: string, what: LookedAt, stamp: string, hash: string])[];
  /** By the numbers of what they looked at and of the modules that they led to. */
  readonly modules: readonly (readonly [
    path: string,
    looked: readonly number[],
    targets: readonly number[],
    notes: readonly string[],
    sends: SentThrough,
  ])[];
  readonly names: readonly string[];
}

/** Where the findings in a consumer's files are kept from one scan to the next. */
export class MemoryStore {
  private readonly key: string;

  constructor(
    private readonly store: ByteStore,
    private readonly folder: string,
    callers: readonly NamedCaller[],
  ) {
    this.key = sha256('scan', codeFingerprint(), folder, canonicalJson(callers));
  }

  async read(): Promise<ScanMemory> {
    const body = await this.store.read(this.key);
    if (body === null) return EMPTY_MEMORY;
    // Written below, by this very code: the key says so.
    return this.unpack(JSON.parse(new TextDecoder().decode(body)) as StoredMemory);
  }

  async write(memory: ScanMemory): Promise<void> {
    await this.store.write(this.key, new TextEncoder().encode(JSON.stringify(this.pack(memory))));
  }

  private unpack({ files, looked, modules, names }: StoredMemory): ScanMemory {
    const lookedPaths = looked.map(([path]) => this.absolute(path));
    const modulePaths = modules.map(([path]) => this.absolute(path));
    const at = (paths: readonly string[]) => (index: number) => paths[index] ?? '';
    return {
      files: new Map(
        files.map(([path, stamp, hash, setup = null, findings = null]) => [
          this.absolute(path),
          { stamp, hash, setup, findings },
        ]),
      ),
      looked: new Map(looked.map(([, what, stamp, hash], index) => [lookedPaths[index] ?? '', { what, stamp, hash }])),
      modules: new Map(
        modules.map(([, own, targets, notes, sends], index) => [
          modulePaths[index] ?? '',
          { looked: own.map(at(lookedPaths)), targets: targets.map(at(modulePaths)), notes, sends },
        ]),
      ),
      names,
    };
  }

  private pack({ files, looked, modules, names }: ScanMemory): StoredMemory {
    const lookedNumbers = numbered(looked.keys());
    const moduleNumbers = numbered(modules.keys());
    const of = (numbers: ReadonlyMap<string, number>) => (path: string) => numbers.get(path) ?? [];
    return {
      files: [...files].map(([path, { stamp, hash, setup, findings }]) =>
        findings === null && setup === null
          ? [this.relative(path), stamp, hash]
          : [this.relative(path), stamp, hash, setup, findings],
      ),
      looked: [...looked].map(([path, { what, stamp, hash }]) => [this.relative(path), what, stamp, hash]),
      modules: [...modules].map(([path, { looked: own, targets, notes, sends }]) => [
        this.relative(path),
        own.flatMap(of(lookedNumbers)),
        targets.flatMap(of(moduleNumbers)),
        notes,
        sends,
      ]),
      names,
    };
  }

  private absolute(path: string): string {
    return isAbsolute(path) ? path : join(this.folder, path);
  }

  private relative(path: string): string {
    return relative(this.folder, path);
  }
}

function numbered(paths: Iterable<string>): ReadonlyMap<string, number> {
  return new Map([...paths].map((path, index) => [path, index]));
}
