import { logger, type Tree } from '@nx/devkit';
import type { DeprecateOptions as Announcement } from 'rowpact';
import { given } from '../nx-json/plugin-entry.js';
import { tell } from '../tree/tell.js';
import { today } from '../tree/today.js';
import { toldByNx } from '../tree/told-by-nx.js';
import { workspaceOptions } from '../tree/workspace-options.js';
import { writePlan } from '../tree/write-plan.js';

/** Options of `nx generate @rowpact/nx:deprecate`, as its schema.json has them. */
export interface DeprecateGeneratorOptions {
  readonly name: string;
  readonly reason?: string;
  readonly replacement?: string;
  readonly removeAfter?: string;
  readonly cascade?: readonly string[];
  readonly kind?: NonNullable<Announcement['kind']>;
  readonly dropped?: string;
  readonly revive?: boolean;
  readonly producer?: string;
  readonly registry?: string;
}

/** Announces what is to go, says that it has gone, or takes the announcement back: `rowpact deprecate` through Nx's tree. */
export async function deprecateGenerator(tree: Tree, options: DeprecateGeneratorOptions): Promise<void> {
  const { planDeprecate } = await import('rowpact');
  const { name, kind, reason, replacement, removeAfter, cascade, dropped, revive, producer } = options;
  const plan = await toldByNx(() =>
    planDeprecate({
      ...workspaceOptions(tree, options.registry),
      today: today(),
      ...{ name, kind: kind ?? null, reason: given(reason) ?? null, replacement: given(replacement) ?? null },
      ...{ removeAfter: given(removeAfter) ?? null, cascade: cascade ?? [], dropped: given(dropped) ?? null },
      ...{ revive: revive ?? false, producer: given(producer) },
    }),
  );
  const changed = writePlan(tree, plan);
  await tell(plan);
  if (changed.length === 0) logger.info('lifecycle.yaml says so already');
}

// Nx takes a generator's default export.
// eslint-disable-next-line no-restricted-syntax -- the host demands it
export default deprecateGenerator;
