import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Subject } from '../measure/interleaved.js';
import { runNode, type NodeProgram } from '../measure/run-node.js';
import { LEAGUE } from '../producer/league-workspace.js';

/** A whole process as something to measure. */
export function processSubject(title: string, program: NodeProgram, prepare?: () => Promise<void>): Subject {
  const run = async () => (await runNode(program)).sample;
  return { id: title, title, run, ...(prepare && { prepare }) };
}

/** Takes away everything that `rowpact generate` writes into a workspace. */
export async function removeOutputs(workspace: string): Promise<void> {
  for (const path of [...LEAGUE.written, LEAGUE.module])
    await rm(join(workspace, path), { recursive: true, force: true });
}
