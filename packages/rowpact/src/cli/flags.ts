import { Option } from '@commander-js/extra-typings';
import type { RowpactOptions } from '../options.js';
import { progressOn } from '../progress.js';
import type { OutputFormat } from '../run-command.js';
import { runCommand } from '../run-command.js';
import { type PlannedCommand, runPlanned } from '../run-plan.js';
import type { World } from '../world.js';
import type { Report } from '@rowpact/model';

/** Takes a command's exit code. */
export type Finish = (code: number) => void;

/** What several commands can be told. */
export interface SharedFlags {
  readonly registry?: string | undefined;
  readonly producer?: string | undefined;
  readonly consumer?: string | undefined;
  readonly to?: string | undefined;
  readonly fromSnapshot?: boolean | undefined;
  readonly cache?: boolean | undefined;
  readonly check?: boolean | undefined;
  readonly format: OutputFormat;
}

export const formatOption = () =>
  new Option('--format <format>', 'how to print the result')
    .choices(['text', 'json'] as const)
    .default('text' as const);

export const REGISTRY_FLAG = [
  '--registry <dir>',
  "the registry's folder (default: the nearest registry/ above)",
] as const;
export const CHECK_FLAG = ['--check', 'write nothing; exit 1 with a diff when something is stale'] as const;
export const NO_CACHE_FLAG = ['--no-cache', 'find everything out anew, and keep nothing'] as const;
export const FROM_SNAPSHOT_FLAG = [
  '--from-snapshot',
  "take the registry's committed snapshot; needs neither migrations nor a server",
] as const;

/** Runs a command that plans files, and prints what it did. */
export async function carried(
  name: PlannedCommand['name'],
  flags: SharedFlags,
  world: World,
  plan: PlannedCommand['plan'],
): Promise<number> {
  const check = flags.check ?? false;
  const startedAt = world.now();
  return watched(name, flags, world, (options) =>
    runPlanned({ name, plan, check, startedAt, uninterrupted: world.uninterrupted }, options),
  );
}

/** Runs a command with progress on the terminal, and prints its report. */
export async function watched(
  command: string,
  flags: SharedFlags,
  world: World,
  work: (options: RowpactOptions) => Promise<Report>,
): Promise<number> {
  const progress = progressOn(world.stderr);
  return runCommand(world, { command, format: flags.format, check: flags.check ?? false }, async () => {
    try {
      return await work({ ...rowpactOptions(flags, world), onProgress: progress.report });
    } finally {
      progress.stop();
    }
  });
}

/** The options that the flags and the world say. */
export function rowpactOptions(flags: Partial<SharedFlags>, { cwd, env }: World): RowpactOptions {
  const { registry, producer, consumer, to, fromSnapshot, cache } = flags;
  return {
    cwd,
    env,
    registry,
    producer,
    consumer,
    to,
    fromSnapshot,
    cache: cache !== false && env.ROWPACT_CACHE !== 'off',
  };
}
