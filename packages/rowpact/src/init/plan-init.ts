import { resolve } from 'node:path';
import type { RowpactOptions } from '../options.js';
import type { InitFlags } from './answers.js';
import { firstRegistry, type FirstRegistry } from './first-registry.js';
import { gatherAnswers } from './gather-answers.js';
import { registeredProducers } from './registered-producers.js';

/** What a registry is to begin with, or to have more of. What is not said is found, asked (if anybody can be), or left at its default. */
export interface InitOptions
  extends InitFlags, Pick<RowpactOptions, 'cwd' | 'env' | 'registry' | 'cache' | 'onProgress'> {
  /** The one thing that is to be added; a producer, a consumer or both when left out. */
  readonly adds?: 'producer' | 'consumer' | undefined;
  /** Also what `generate` would then write: the snapshot, and the types of the new consumer. */
  readonly withTypes?: boolean | undefined;
  /** Whether somebody sits at the terminal and can be asked; false when left out. */
  readonly interactive?: boolean | undefined;
  /** Called before the schema's relations are asked for, after the first progress: takes its line away. */
  readonly stopProgress?: (() => void) | undefined;
}

/**
 * Works out the files of a first registry, or of a further producer or consumer in one that is there; `registry` is relative to `cwd` and
 * `registry/` when left out. Files that are there are never overwritten.
 */
export async function planInit(options: InitOptions): Promise<FirstRegistry> {
  const { cwd, env, cache, onProgress, interactive, stopProgress } = options;
  const directory = resolve(cwd, options.registry ?? 'registry');
  const root = resolve(directory, '..');
  // Loaded on use: the prompts are only for people.
  const ask = interactive ? (await import('./ask.js')).askOnTerminal : null;
  const producers = await registeredProducers(directory);
  const answers = await gatherAnswers(options, { root, cwd, ask, producers, adds: options.adds ?? null });
  return firstRegistry(answers, {
    ...{ root, directory, ask, withTypes: options.withTypes ?? false },
    options: { cwd: root, env, cache, onProgress },
    stopProgress: stopProgress ?? nothing,
  });
}

function nothing(): void {
  // Nobody watches.
}
