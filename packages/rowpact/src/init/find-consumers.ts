import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { byCodeUnit, type DriverName } from '@rowpact/model';

/** A Node package that talks to PostgreSQL, as its package.json tells. */
export interface ConsumerCandidate {
  readonly name: string;
  /** Relative to where the search began, forward slashes; `.` for that folder itself. */
  readonly folder: string;
  readonly driver: DriverName;
  readonly kysely: boolean;
}

const SKIPPED = /^(\..*|node_modules|dist|build|out|vendor|coverage)$/;
const DEPTH = 5;

/** Packages below `root` that depend on a PostgreSQL driver which row types can describe. */
export async function findConsumers(root: string): Promise<readonly ConsumerCandidate[]> {
  const found: ConsumerCandidate[] = [];
  await visit(root, root, DEPTH, found);
  return found.sort((left, right) => byCodeUnit(left.folder, right.folder));
}

async function visit(root: string, folder: string, depth: number, found: ConsumerCandidate[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  if (entries.some((entry) => entry.isFile() && entry.name === 'package.json')) {
    const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '');
    const candidate = readPackage(text, relative(root, folder).replaceAll('\\', '/') || '.', basename(folder));
    if (candidate) found.push(candidate);
  }
  for (const entry of entries) {
    if (entry.isDirectory() && depth > 0 && !SKIPPED.test(entry.name)) {
      await visit(root, join(folder, entry.name), depth - 1, found);
    }
  }
}

interface PackageJson {
  readonly name?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function readPackage(text: string, folder: string, fallback: string): ConsumerCandidate | null {
  const { name, dependencies, devDependencies } = parse(text);
  const all = { ...devDependencies, ...dependencies };
  const driver = 'postgres' in all ? 'postgres' : 'pg' in all || 'kysely' in all ? 'pg' : null;
  if (driver === null) return null;
  return { name: plainName(typeof name === 'string' ? name : fallback), folder, driver, kysely: 'kysely' in all };
}

function parse(text: string): PackageJson {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {}; // A package.json that does not parse is no candidate; npm itself will complain about it.
  }
}

/** The package that a folder belongs to: its own, else the nearest one above it; a monorepo may list all dependencies at its root. */
export function nearestCandidate(folder: string, found: readonly ConsumerCandidate[]): ConsumerCandidate | null {
  const around = found.filter(
    (one) => one.folder === '.' || one.folder === folder || folder.startsWith(`${one.folder}/`),
  );
  return around.sort((left, right) => depthOf(right.folder) - depthOf(left.folder))[0] ?? null;
}

function depthOf(folder: string): number {
  return folder === '.' ? 0 : folder.split('/').length;
}

/** A package name as the registry takes names: without scope, letters, digits, dot, dash and underscore. */
export function plainName(name: string): string {
  return (
    name
      .replace(/^@[^/]*\//, '')
      .replace(/[^A-Za-z0-9._-]+/g, '-')
      .replace(/^[.-]+/, '') || 'service'
  );
}
