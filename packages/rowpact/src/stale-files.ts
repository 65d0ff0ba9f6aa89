import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileReport, StaleFile } from '@rowpact/model';
import type { Plan } from './plan.js';

const CHANGES = { created: 'create', updated: 'update', deleted: 'delete' } as const;

/** A finding with a unified diff for each file that is not as the plan says. */
export async function staleFiles(plan: Plan, files: readonly FileReport[]): Promise<readonly StaleFile[]> {
  const wanted = new Map(plan.changes.map(({ path, content }) => [path, content]));
  const stale = files.flatMap(({ path, state }) => (state === 'unchanged' ? [] : [{ path, change: CHANGES[state] }]));
  if (stale.length === 0) return [];
  const { createTwoFilesPatch } = await import('diff');
  return Promise.all(
    stale.map(async ({ path, change }) => {
      const before = change === 'create' ? '' : await readFile(join(plan.root, path), 'utf8');
      const after = wanted.get(path) ?? '';
      const names = [change === 'create' ? '/dev/null' : path, change === 'delete' ? '/dev/null' : path] as const;
      const patch = createTwoFilesPatch(...names, before, after, undefined, undefined, { context: 2 });
      return { kind: 'stale-file' as const, file: path, change, diff: patch.replace(/^=+\n/, '') };
    }),
  );
}
