import type { Report } from '@rowpact/model';
import { progressOn } from '../progress.js';
import { runCommand } from '../run-command.js';
import type { World } from '../world.js';
import { carryOut } from '../carry-out.js';
import type { InitFlags } from './answers.js';
import { planInit } from './plan-init.js';

/** What only the command line can be told. */
export interface RunFlags extends InitFlags {
  readonly registry?: string | undefined;
  readonly yes?: boolean | undefined;
  readonly format: 'text' | 'json';
}

/** `rowpact init`: finds or asks what a first registry needs, tries the migrations, and writes it. */
export async function runInit(world: World, flags: RunFlags): Promise<0 | 1 | 2> {
  const presentation = { command: 'init', format: flags.format, check: false };
  const progress = progressOn(world.stderr);
  const code = await runCommand(world, presentation, async (): Promise<Report> => {
    const interactive = world.interactive && !flags.yes && flags.format === 'text';
    const { cwd, env } = world;
    const cache = env.ROWPACT_CACHE !== 'off';
    try {
      const watching = { onProgress: progress.report, stopProgress: progress.stop };
      const { plan, failures } = await planInit({ ...flags, cwd, env, cache, interactive, ...watching });
      const report = await world.uninterrupted(() => carryOut(plan));
      return { ...report, failures };
    } finally {
      progress.stop();
    }
  });
  if (code === 0 && flags.format === 'text') world.stderr.write(NEXT);
  return code;
}

const NEXT = 'next: look through the files above, then run `rowpact generate`\n';
