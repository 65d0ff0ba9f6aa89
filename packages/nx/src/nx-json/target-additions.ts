import type { NxJsonConfiguration } from '@nx/devkit';
import type { TargetAddition } from './target-defaults.js';

export const SYNC_GENERATOR = '@rowpact/nx:sync';

/** The inferred target that writes a consumer's module. */
const GENERATE_TARGET = 'generate-row-types';

/** A target that runs after the modules were generated, and again when they change. */
export function generatedFirst(
  target: string,
  namedInputs: NonNullable<NxJsonConfiguration['namedInputs']>,
): readonly TargetAddition[] {
  // Without inputs Nx takes `default` and `^default`; with any it takes no more than those. `production` is a convention, so it may be missing.
  const production = 'production' in namedInputs ? 'production' : 'default';
  const own = target === 'build' ? production : 'default';
  return [
    { list: 'dependsOn', item: GENERATE_TARGET, before: ['...'] },
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
