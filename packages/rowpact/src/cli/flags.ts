import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import type { RowpactOptions } from '../options.js';
import { parseReportRequest, type ReportRequest } from '../output/report-destinations.js';
import { REPORT_FORMATS } from '../output/report-format.js';
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
  readonly consumer?: string | readonly string[] | undefined;
  readonly to?: string | undefined;
  readonly fromSnapshot?: boolean | undefined;
  readonly cache?: boolean | undefined;
  readonly check?: boolean | undefined;
  readonly format: OutputFormat | readonly ReportRequest[];
}

export const formatOption = () =>
  new Option('--format <format>', 'how to print the result')
    .choices(['text', 'json'] as const)
    .default('text' as const);

/** `--format` of the commands that CI runs: several at once, each with a file of its own. */
export const reportFormatOption = () =>
  new Option('--format <format[=file]>', `${REPORT_FORMATS.join(', ')}; may be repeated, each with a file`)
    .default([] as readonly ReportRequest[], 'text')
    .argParser((text: string, before: readonly ReportRequest[]): readonly ReportRequest[] => {
      const request = parseReportRequest(text);
      if (request === null)
        throw new InvalidArgumentError(`Give one of ${REPORT_FORMATS.join(', ')}, or <format>=<file>.`);
      return [...before, request];
    });

/** The folder for reports whose `--format` names no file. */
export const REPORT_FOLDER_FLAG = [
  '--output <dir>',
  'write each --format into this folder, under a fixed name',
] as const;

export const REGISTRY_FLAG = [
  '--registry <dir>',
  "the registry's folder (default: the nearest registry/ above)",
] as const;
export const CHECK_FLAG = ['--check', 'write nothing; exit 1 with a diff when something is stale'] as const;
/** `--consumer` of the commands that take several. */
export const consumersOption = () =>
  new Option('--consumer <name>', 'only this consumer; may be repeated').argParser(
    (name: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), name],
  );

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
  folder?: string,
): Promise<number> {
  const check = flags.check ?? false;
  const startedAt = world.now();
  const run = (options: RowpactOptions): Promise<Report> =>
    runPlanned({ name, plan, check, startedAt, uninterrupted: world.uninterrupted }, options);
  return watched(name, flags, world, run, folder);
}

/** Runs a command with progress on the terminal, and prints its report. @param folder where reports go that name no file */
export async function watched(
  command: string,
  flags: SharedFlags,
  world: World,
  work: (options: RowpactOptions) => Promise<Report>,
  folder?: string,
): Promise<number> {
  const progress = progressOn(world.stderr);
  const presentation = { command, format: flags.format, output: folder, check: flags.check ?? false };
  return runCommand(world, presentation, async () => {
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
