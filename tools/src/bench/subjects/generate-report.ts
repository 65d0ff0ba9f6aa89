import type { Report } from '@rowpact/model';
import { runNode, type NodeProgram } from '../measure/run-node.js';

/** What a run of `rowpact generate` has to say about itself. */
export interface ExpectedReport {
  readonly relations: number;
  /** Migrations that ran; null for a server. */
  readonly replayed: number | null;
  /** Whether it wrote something. */
  readonly wrote: boolean;
}

/**
 * Runs the command once, untimed, and asks its own report whether it did what is measured.
 * @throws where it did not: a quick run that did nothing is no result
 */
export async function checkReport(program: NodeProgram, expected: ExpectedReport): Promise<void> {
  const { stdout } = await runNode({ ...program, args: [...program.args, '--format', 'json'] });
  const { producers, files } = JSON.parse(stdout) as Report; // printed by rowpact of this very checkout
  const found: ExpectedReport = {
    relations: producers[0]?.relations ?? 0,
    replayed: producers[0]?.replayed ?? null,
    wrote: files.some((file) => file.state !== 'unchanged'),
  };
  if (files.length > expected.relations && JSON.stringify(found) === JSON.stringify(expected)) return;
  throw new Error(
    `rowpact ${program.args.join(' ')} reports ${JSON.stringify(found)} and ${files.length} files where ${JSON.stringify(expected)} is measured`,
  );
}
