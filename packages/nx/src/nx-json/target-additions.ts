import type { NxJsonConfiguration } from '@nx/devkit';
import { SYNC_GENERATOR } from './plugin-entry.js';
import type { TargetAddition } from './target-defaults.js';

/**
 * A target that runs after the modules were generated, and again when they change.
 * @param generate the inferred target that writes a consumer's module
 */
export function generatedFirst(
  target: string,
  generate: string,
  namedInputs: NonNullable<NxJsonConfiguration['namedInputs']>,
): readonly TargetAddition[] {
  // Without inputs Nx takes `default` and `^default`; with any it takes no more than those. `production` is a convention, so it may be missing.
  const production = 'production' in namedInputs ? 'production' : 'default';
  const own = target === 'build' ? production : 'default';
  return [
    { list: 'dependsOn', item: generate, before: ['...'] },
    {
      list: 'inputs',
      item: { dependentTasksOutputFiles: '**/*.gen.ts' },
      before: ['...', own, `^${production}`],
    },
  ];
}

/** A target before which Nx asks whether row types are in sync. */
export const syncedFirst: readonly TargetAddition[] = [
  { list: 'syncGenerators', item: SYNC_GENERATOR, before: ['...'] },
];
