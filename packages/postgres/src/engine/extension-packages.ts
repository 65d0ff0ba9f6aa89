import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Extension } from '@electric-sql/pglite';

/** Where an extension's files come from; nothing is loaded yet. */
export interface ExtensionPackage {
  readonly name: string;
  /** Module that exports it. */
  readonly entry: string;
  /** Package and version: another one may install something else. */
  readonly identity: string;
}

/** An extension whose files an engine can be started with. */
export interface LoadedExtension {
  readonly name: string;
  readonly extension: Extension;
}

/** Extensions that ship in another one's archive: all of PostgreSQL's `contrib/spi` is one. */
const SHARED_ARCHIVE: Readonly<Record<string, string>> = {
  autoinc: 'moddatetime',
  insert_username: 'moddatetime',
  refint: 'moddatetime',
};

/** Extensions whose package is not named after them. */
const PACKAGE_OF: Readonly<Record<string, string>> = { vector: 'pgvector' };

/** Extension names that are safe in a path; all that exist are. */
const PLAIN = /^[a-z0-9_][a-z0-9_-]*$/;

/**
 * Finds an extension in PGlite itself, in a `@electric-sql/pglite-…` package beside us, or in one that the user installed.
 * @param folders - the user's project folders, in the order to look.
 * @returns null where the embedded engine does not have it.
 */
export function findExtension(name: string, folders: readonly string[]): ExtensionPackage | null {
  if (!PLAIN.test(name)) return null;
  const pglite = pglitePackage();
  const module = (Object.hasOwn(SHARED_ARCHIVE, name) ? SHARED_ARCHIVE[name] : undefined) ?? name.replaceAll('-', '_');
  const contrib = join(pglite.folder, 'dist', 'contrib', `${module}.js`);
  if (existsSync(contrib)) return { name, entry: contrib, identity: pglite.identity };
  const suffix = (Object.hasOwn(PACKAGE_OF, name) ? PACKAGE_OF[name] : undefined) ?? name;
  for (const from of [import.meta.url, ...folders.map((folder) => join(folder, 'package.json'))]) {
    const found = resolvePackage(`@electric-sql/pglite-${suffix}`, from);
    if (found !== null) return { name, entry: found.entry, identity: found.identity };
  }
  return null;
}

/** Imports an extension's module. */
export async function loadExtension(found: ExtensionPackage): Promise<LoadedExtension> {
  const module = (await import(pathToFileURL(found.entry).href)) as Readonly<Record<string, unknown>>;
  const extension = Object.values(module).find(isExtension);
  if (extension === undefined) throw new TypeError(`${found.identity} exports no PGlite extension`);
  return { name: found.name, extension };
}

/** The engine's name and version, read from disk: PGlite itself is not imported. */
export function engineIdentity(): string {
  return pglitePackage().identity;
}

interface ResolvedPackage {
  readonly folder: string;
  readonly entry: string;
  readonly identity: string;
}

function pglitePackage(): ResolvedPackage {
  const found = resolvePackage('@electric-sql/pglite', import.meta.url);
  if (found === null) throw new Error('the dependency @electric-sql/pglite is not installed');
  return found;
}

function resolvePackage(name: string, from: string): ResolvedPackage | null {
  try {
    // The CommonJS entry, beside the module that we import: PGlite's packages do not export their package.json.
    const required = createRequire(from).resolve(name);
    const folder = packageFolder(required);
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly version: string };
    return { folder, entry: required.replace(/\.cjs$/, '.js'), identity: `${name}@${version}` };
  } catch {
    return null;
  }
}

function packageFolder(file: string): string {
  let folder = dirname(file);
  while (!existsSync(join(folder, 'package.json'))) {
    if (dirname(folder) === folder) throw new Error(`no package.json above ${file}`);
    folder = dirname(folder);
  }
  return folder;
}

function isExtension(value: unknown): value is Extension {
  return typeof value === 'object' && value !== null && 'setup' in value && typeof value.setup === 'function';
}
