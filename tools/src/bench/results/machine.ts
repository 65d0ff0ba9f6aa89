import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, platform, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the numbers were measured on. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGigabytes: number;
  readonly platform: string;
  /** Processes that wanted to run in the minute before: what else the machine was doing. */
  readonly loadBefore: number;
}

export function thisMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGigabytes: Math.round(totalmem() / 1e9),
    platform: `${platform()} ${arch()}`,
    loadBefore: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
}

const COMPARED = [
  '@electric-sql/pglite',
  '@pgtyped/query',
  '@ts-safeql/generate',
  'kysely',
  'kysely-codegen',
  'libpg-query',
  'pg',
  'typescript',
];

/** Node and the packages that take part, as they are installed. */
export function installedVersions(nodeVersion: string): Readonly<Record<string, string>> {
  const packages = COMPARED.map((name) => [name, installedVersion(name)] as const);
  return { node: nodeVersion, ...Object.fromEntries(packages) };
}

/** Not every package lets its package.json be required: walks up from the entry point to it. */
function installedVersion(name: string): string {
  let folder = dirname(fileURLToPath(import.meta.resolve(name)));
  for (; folder !== dirname(folder); folder = dirname(folder)) {
    const found = readManifest(folder);
    if (found?.name === name && found.version !== undefined) return found.version;
  }
  throw new Error(`no package.json of ${name}`);
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
}

function readManifest(folder: string): Manifest | null {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest; // only these two keys are read
  } catch {
    return null;
  }
}
