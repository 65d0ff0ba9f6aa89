import { join, relative } from 'node:path';
import { logger, type Tree } from '@nx/devkit';
import type { Plan } from 'rowpact';

/** Options of `nx generate @rowpact/nx:row-types`, as its schema.json has them. */
export interface RowTypesOptions {
  readonly consumer?: string;
  readonly producer?: string;
  readonly to?: string;
  readonly fromSnapshot?: boolean;
  readonly registry?: string;
  readonly cache?: boolean;
}

/**
 * Brings snapshot and generated modules up to date through Nx's tree, so that `--dry-run` shows what would change and
 * nothing is written when anything fails.
 */
export async function rowTypesGenerator(tree: Tree, options: RowTypesOptions): Promise<void> {
  // Loaded on use: Nx loads every generator file to list it.
  const { describe, FailureError, planGenerate } = await import('rowpact');
  const plan = await planGenerate({ ...options, cwd: tree.root, env: process.env }).catch((error: unknown) => {
    if (error instanceof FailureError) throw new Error(`\n${error.failures.map(describe.failure).join('\n')}`);
    throw error;
  });
  const changed = writeToTree(tree, plan);
  for (const note of plan.notes) logger.info(`note: ${note}`);
  for (const finding of plan.findings) logger.warn(describe.finding(finding));
  if (changed === 0) logger.info('row types are up to date');
}

/** Writes each file that differs; answers how many did. An equal file is not written, so Nx does not list it. */
function writeToTree(tree: Tree, plan: Plan): number {
  let changed = 0;
  for (const { path, content } of plan.changes) {
    const file = inTree(tree, plan.root, path);
    const before = tree.exists(file) ? tree.read(file, 'utf8') : null;
    if (before === content) continue;
    changed += 1;
    if (content === null) tree.delete(file);
    else tree.write(file, content);
  }
  return changed;
}

/** A path of the plan in Nx's tree, which ends at the workspace's root. */
function inTree(tree: Tree, root: string, path: string): string {
  const inside = relative(tree.root, join(root, path)).replaceAll('\\', '/');
  if (!inside.startsWith('../')) return inside;
  throw new Error(`${path} lies outside this Nx workspace; run \`rowpact generate\` there instead`);
}

// Nx takes a generator's default export.
// eslint-disable-next-line no-restricted-syntax -- the host demands it
export default rowTypesGenerator;
