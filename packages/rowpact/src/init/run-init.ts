import { resolve } from 'node:path';
import type { Report } from '@rowpact/model';
import { progressOn } from '../progress.js';
import { runCommand } from '../run-command.js';
import type { World } from '../world.js';
import { carryOut } from '../carry-out.js';
import type { InitFlags } from './answers.js';
import { gatherAnswers } from './gather-answers.js';
import { firstRegistry } from './first-registry.js';

/** `rowpact init`: finds or asks what a first registry needs, tries the migrations, and writes it. */
export async function runInit(world: World, flags: InitFlags): Promise<0 | 1 | 2> {
  const presentation = { command: 'init', format: flags.format, check: false };
  const progress = progressOn(world.stderr);
  const code = await runCommand(world, presentation, async (): Promise<Report> => {
    const directory = resolve(world.cwd, flags.registry ?? 'registry');
    const root = resolve(directory, '..');
    const asking = world.interactive && !flags.yes && flags.format === 'text';
    const ask = asking ? (await import('./ask.js')).askOnTerminal : null;
    const answers = await gatherAnswers(flags, { root, cwd: world.cwd, ask });
    const options = {
      cwd: root,
      env: world.env,
      cache: world.env.ROWPACT_CACHE !== 'off',
      onProgress: progress.report,
    };
    try {
      const place = { root, directory, ask, options, stopProgress: progress.stop };
      const { plan, failures } = await firstRegistry(answers, place);
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
