import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StaleFile } from '@rowpact/model';
import type { FileStates, Plan } from './plan.js';

/** A finding with a unified diff for each file that is not as the plan says. */
export async function staleFiles(plan: Plan, states: FileStates): Promise<readonly StaleFile[]> {
  const wanted = new Map(plan.changes.map((change) => [change.path, change.content]));
  const stale = [
    ...states.created.map((file) => ({ file, change: 'create' as const })),
    ...states.updated.map((file) => ({ file, change: 'update' as const })),
    ...states.deleted.map((file) => ({ file, change: 'delete' as const })),
  ];
  if (stale.length === 0) return [];
  const { createTwoFilesPatch } = await import('diff');
  return Promise.all(
    stale.map(async ({ file, change }) => {
      const before = change === 'create' ? '' : await readFile(join(plan.root, file), 'utf8');
      const after = wanted.get(file) ?? '';
      const [from, to] = [change === 'create' ? '/dev/null' : file, change === 'delete' ? '/dev/null' : file];
      const patch = createTwoFilesPatch(from, to, before, after, undefined, undefined, { context: 2 });
      return { kind: 'stale-file' as const, file, change, diff: patch.replace(/^=+\n/, '') };
    }),
  );
}
