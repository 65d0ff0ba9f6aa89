import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY, run } from '../run-tool.js';
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
  remove(): Promise<void>;
}

/** Packs what is built and installs it with npm: links into this repository would resolve its own Nx. */
export async function installNx({ nx, devkit }: NxVersion): Promise<NxInstallation> {
  const folder = await mkdtemp(join(tmpdir(), `rowpact-nx-${nx}-`));
  const ours = (await readdir(join(REPOSITORY, 'packages'))).flatMap((name) => ['--workspace', `packages/${name}`]);
  await npm(['pack', '--pack-destination', folder, ...ours], REPOSITORY);
  const tarballs = (await readdir(folder)).filter((file) => file.endsWith('.tgz')).map((file) => `./${file}`);
  await writeFile(join(folder, 'package.json'), '{"name":"installation","private":true}');
  const quiet = ['--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts'];
  await npm(['install', ...quiet, '--save-exact', `nx@${nx}`, `@nx/devkit@${devkit}`, ...tarballs], folder);
  return {
    nodeModules: join(folder, 'node_modules'),
    rowpactCache: join(folder, 'rowpact-cache'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function npm(args: readonly string[], cwd: string): Promise<void> {
  const { code, stdout, stderr } = await run('npm', args, { cwd, env: userEnvironment() });
  if (code !== 0) throw new Error(`npm ${args.join(' ')}: exit code ${String(code)}\n${stdout}\n${stderr}`);
}
