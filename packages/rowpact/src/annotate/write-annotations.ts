import type { FileReport, Report } from '@rowpact/model';
import { carryOut } from '../carry-out.js';
import { planGenerate } from '../generate.js';
import type { RowpactOptions } from '../options.js';
import type { World } from '../world.js';
import { annotatePlans, planAnnotate } from './annotate.js';

/**
 * Writes the types where statements are run, and then the modules that declare what the calls name now. A second run changes
 * nothing.
 */
export async function writeAnnotations(
  options: RowpactOptions,
  uninterrupted: World['uninterrupted'],
): Promise<Report> {
  const notes: string[] = [];
  const files: FileReport[] = [];
  for await (const plan of annotatePlans(options)) {
    const report = await uninterrupted(() => carryOut(plan));
    files.push(...report.files);
    notes.push(...report.notes);
  }
  const moved = files.some(({ state }) => state === 'updated');
  const plan = await planGenerate(options);
  const generated = await uninterrupted(() => carryOut(plan));
  // Edits move lines: what is left is said with the places that it has now.
  const left = moved ? (await planAnnotate(options)).notes : notes;
  const last = 'the code has moved: `rowpact scan` brings the record of its statements up to date';
  return {
    ...generated,
    command: 'annotate',
    files: [...files, ...generated.files],
    notes: [...new Set([...left, ...generated.notes, ...(moved ? [last] : [])])],
  };
}
