import { logger } from '@nx/devkit';
import type { Plan } from 'rowpact';

/** Says what a plan has to say beside its files, as the command line does. */
export async function tell({ notes, findings }: Pick<Plan, 'notes' | 'findings'>): Promise<void> {
  const { describe } = await import('rowpact');
  for (const note of notes) logger.info(`note: ${note}`);
  for (const finding of findings) logger.warn(describe.finding(finding));
}
