import { dirname, join, relative } from 'node:path';
import type { RecordedDisk } from './recorded-disk.js';

/** Where packages keep what they build. */
const OUTPUT = new Set(['dist', 'build', 'lib', 'out', 'output', '.output', 'esm', 'cjs', 'es', 'types']);
const BUILT = /\.(?:d\.([cm]?)ts|([cm]?)jsx?)$/;

/** Whether a folder lies in what a package builds, by its name alone. */
export function inOutput(folder: string): boolean {
  return folder.split('/').some((segment) => OUTPUT.has(segment));
}

/**
 * The source that a package's built file is made from, where it is there: `dist/db/pool.js` and `dist/esm/db/pool.d.ts` both are
 * `src/db/pool.ts`. Null for what is no output, and where no source is found.
 */
export function sourceOfBuilt(path: string, disk: RecordedDisk): string | null {
  const extension = BUILT.exec(path);
  const root = extension && packageRoot(path, disk);
  if (!root) return null;
  const segments = relative(root, path).split('/');
  let outputs = 0;
  while (outputs < segments.length - 1 && OUTPUT.has(segments[outputs] ?? '')) outputs += 1;
  if (outputs === 0) return null;
  const rest = segments.slice(outputs).join('/').replace(BUILT, '');
  // tsc keeps `src` in its output where rootDir is the package; a bundler makes one `index.js` of it.
  const stems = [`src/${rest}`, rest, `lib/${rest}`, `source/${rest}`];
  return sourceNamed(root, stems, extension[1] ?? extension[2] ?? '', disk);
}

function sourceNamed(root: string, stems: readonly string[], flavour: string, disk: RecordedDisk): string | null {
  const extensions = [...new Set([`.${flavour}ts`, '.ts', '.tsx', '.mts', '.cts'])];
  for (const stem of stems) {
    for (const extension of extensions) {
      const path = join(root, stem + extension);
      if (disk.isFile(path)) return path;
    }
  }
  return null;
}

function packageRoot(path: string, disk: RecordedDisk): string | null {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (disk.isFile(join(folder, 'package.json')) && isPackage(disk.read(join(folder, 'package.json')))) return folder;
    if (dirname(folder) === folder) return null;
  }
}

/** A package.json inside of the output often says `{ "type": "module" }` and nothing else. */
function isPackage(manifest: string | null): boolean {
  return manifest !== null && /"name"\s*:/.test(manifest);
}
