import { cp, mkdtemp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The packages behind the command, each folder below `packages/` with its name on npm. */
const PACKAGES = {
  model: '@rowpact/model',
  postgres: '@rowpact/postgres',
  registry: '@rowpact/registry',
  codegen: '@rowpact/codegen',
  impact: '@rowpact/impact',
  scan: '@rowpact/scan',
  rowpact: 'rowpact',
  nx: '@rowpact/nx',
} as const;

/** What npm would install of each; its own node_modules is where a version differs from the repository's. */
const INSTALLED = ['package.json', 'bin', 'dist', 'node_modules', 'schemas', 'generators.json', 'executors.json'];

/**
 * Copies what is built to where a user has it: real folders in a node_modules, below the repository's own, which has the
 * dependencies. A build that happens while the benchmarks run then changes nothing in them.
 * @returns the folder to remove afterwards, and the command's script in it
 */
export async function copyInstalled(
  repository: string,
): Promise<{ readonly folder: string; readonly rowpact: string }> {
  const cache = join(repository, 'node_modules', '.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'rowpact-bench-'));
  for (const [source, name] of Object.entries(PACKAGES)) {
    const from = join(repository, 'packages', source);
    const filter = (path: string): boolean =>
      path === from || INSTALLED.some((part) => path.startsWith(join(from, part)));
    await cp(from, join(folder, 'node_modules', name), { recursive: true, filter });
  }
  return { folder, rowpact: join(folder, 'node_modules', 'rowpact', 'bin', 'rowpact.js') };
}
