/**
 * A PostgreSQL data directory in memory: path below it (with a leading slash) to content, null for a folder, parents
 * before what they hold. Nobody writes into the buffers once the engine that filled them is closed.
 */
export type DataFiles = ReadonlyMap<string, Uint8Array | null>;

/** Where PGlite mounts the data directory in its own file system. */
const DATA_FOLDER = '/pglite/data';

/** The part of Emscripten's in-memory file system that is used here; PGlite's types leave it open. */
export interface EngineFiles {
  readdir(path: string): readonly string[];
  isDir(mode: number): boolean;
  lookupPath(path: string): { readonly node: EngineNode };
  mkdir(path: string, mode: number): void;
  mkdirTree(path: string, mode?: number): void;
  writeFile(path: string, data: Uint8Array | string, options?: { readonly canOwn: boolean }): void;
}

interface EngineNode {
  readonly mode: number;
  /** May be longer than the file, and an Int8Array. */
  readonly contents?: ArrayBufferView | null;
  readonly usedBytes?: number;
}

/** Everything in the data directory, without copying it: only for an engine that is about to end. */
export function collectDataFiles(files: EngineFiles): DataFiles {
  const found = new Map<string, Uint8Array | null>();
  collectFolder(files, '', found);
  return found;
}

function collectFolder(files: EngineFiles, folder: string, into: Map<string, Uint8Array | null>): void {
  for (const name of files.readdir(DATA_FOLDER + folder)) {
    if (name === '.' || name === '..') continue;
    const path = `${folder}/${name}`;
    const { node } = files.lookupPath(DATA_FOLDER + path);
    if (files.isDir(node.mode)) {
      into.set(path, null);
      collectFolder(files, path, into);
    } else into.set(path, contentOf(node));
  }
}

function contentOf(node: EngineNode): Uint8Array {
  if (!node.contents || !node.usedBytes) return new Uint8Array(0);
  return new Uint8Array(node.contents.buffer, node.contents.byteOffset, node.usedBytes);
}

/** Puts a copy of a data directory where the engine looks for it. */
export function placeDataFiles(data: DataFiles, files: EngineFiles): void {
  files.mkdirTree(DATA_FOLDER, 0o700);
  for (const [path, content] of data) {
    if (content === null) files.mkdir(DATA_FOLDER + path, 0o700);
    // Emscripten takes the copy over as it is, where it would otherwise copy once more. (A Buffer's `slice` is no copy.)
    else files.writeFile(DATA_FOLDER + path, new Uint8Array(content), { canOwn: true });
  }
}
