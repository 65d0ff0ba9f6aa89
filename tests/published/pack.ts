import { createPackageFromTarballData } from '@arethetypeswrong/core';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Outcome, REPOSITORY, run } from '../run-tool.js';

/** The parts of a published package.json that tests and the local registry look at. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description?: string;
  readonly license?: string;
  readonly types?: string;
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly engines?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** One package as `npm publish` would send it. */
export interface Tarball {
  readonly name: string;
  readonly version: string;
  readonly fileName: string;
  readonly integrity: string;
  readonly shasum: string;
  readonly data: Uint8Array;
  readonly manifest: Manifest;
  /** Text of every file by its path in the package, such as `dist/index.js`. */
  readonly files: ReadonlyMap<string, string>;
}

interface Packed {
  readonly name: string;
  readonly version: string;
  readonly filename: string;
  readonly integrity: string;
  readonly shasum: string;
}

/** Packs every package that is published with `npm pack`, in memory: the repository is only read. */
export async function packAll(): Promise<readonly Tarball[]> {
  const folder = await mkdtemp(join(tmpdir(), 'rowpact-pack-'));
  try {
    const packages = (await readdir(join(REPOSITORY, 'packages'))).flatMap((name) => ['-w', `packages/${name}`]);
    const outcome = await run('npm', ['pack', '--json', '--pack-destination', folder, ...packages], {
      cwd: REPOSITORY,
    });
    const packed = JSON.parse(outputOf(outcome)) as readonly Packed[];
    return await Promise.all(packed.map(async (one) => tarball(one, await readFile(join(folder, one.filename)))));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function tarball({ filename, ...packed }: Packed, data: Uint8Array): Tarball {
  const content = createPackageFromTarballData(data);
  const prefix = `/node_modules/${packed.name}/`;
  const files = new Map(
    content
      .listFiles()
      .filter((path) => !path.endsWith('/'))
      .map((path) => [path.slice(prefix.length), content.readFile(path)]),
  );
  const manifest = JSON.parse(files.get('package.json') ?? '') as Manifest;
  return { ...packed, fileName: filename, data, manifest, files };
}

/** The standard output of a command that must have worked. */
export function outputOf({ code, stdout, stderr }: Outcome): string {
  if (code !== 0) throw new Error(`exit code ${String(code)}\n${stdout}\n${stderr}`);
  return stdout;
}
