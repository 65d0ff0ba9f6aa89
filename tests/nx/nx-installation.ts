import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addTemplate } from '../../packages/postgres/src/engine/testing/test-cache.js';
import { REPOSITORY, run } from '../run-tool.js';
import { sharedFolder } from '../shared-folder.js';
import { userEnvironment } from './user-environment.js';

/** The versions of Nx that the plugin is for, each with the newest devkit there is for it. */
export const NX_24 = { nx: '24.0.6', devkit: '24.0.0' } as const;
export const NX_23 = { nx: '23.3.2', devkit: '23.3.2' } as const;

export type NxVersion = typeof NX_24 | typeof NX_23;

/** A `node_modules` with one version of Nx and this repository's packages as they would be published. */
export interface NxInstallation {
  /** Absolute. Workspaces link to it; what is in it resolves its own dependencies from where it really lies. */
  readonly nodeModules: string;
  /** Absolute: the replayed states of migrations, for all workspaces, as in a user's home. */
  readonly rowpactCache: string;
}

/**
 * Packs what is built and installs it with npm: links into this repository would resolve its own Nx. Suites share an
 * installation, which is made anew where a package has changed.
 */
export async function installNx({ nx, devkit }: NxVersion): Promise<NxInstallation> {
  const tarballs = await pack();
  const key = createHash('sha256').update(nx).update(devkit);
  for (const name of await readdir(tarballs)) key.update(await readFile(join(tarballs, name)));
  const folder = await sharedFolder(
    join(tmpdir(), `rowpact-nx-${nx}-${key.digest('hex').slice(0, 16)}`),
    async (made) => {
      const files = (await readdir(tarballs)).map((name) => join(tarballs, name));
      await writeFile(join(made, 'package.json'), '{"name":"installation","private":true}');
      const quiet = ['--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts'];
      await npm(['install', ...quiet, '--save-exact', `nx@${nx}`, `@nx/devkit@${devkit}`, ...files], made);
      await mkdir(join(made, 'rowpact-cache'));
      await addTemplate(join(made, 'rowpact-cache'));
    },
  );
  await rm(tarballs, { recursive: true });
  return { nodeModules: join(folder, 'node_modules'), rowpactCache: join(folder, 'rowpact-cache') };
}

async function pack(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rowpact-packed-'));
  const ours = (await readdir(join(REPOSITORY, 'packages'))).flatMap((name) => ['--workspace', `packages/${name}`]);
  await npm(['pack', '--pack-destination', folder, ...ours], REPOSITORY);
  return folder;
}

async function npm(args: readonly string[], cwd: string): Promise<void> {
  const { code, stdout, stderr } = await run('npm', args, { cwd, env: userEnvironment() });
  if (code !== 0) throw new Error(`npm ${args.join(' ')}: exit code ${String(code)}\n${stdout}\n${stderr}`);
}
