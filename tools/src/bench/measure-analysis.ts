import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AnalysisTask } from './analysis-worker.js';
import { measureInWorker } from './measure-in-worker.js';
import type { Measured } from './measure/interleaved.js';

/** Measures asking about statements; the texts go through a file in the folder, for they are more than an argument can hold. */
export async function measureAnalysis(
  statements: readonly string[],
  task: Omit<AnalysisTask, 'statementsFile'>,
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<readonly Measured[]> {
  await mkdir(folder, { recursive: true });
  const statementsFile = join(folder, 'statements.json');
  await writeFile(statementsFile, JSON.stringify(statements));
  return measureInWorker('analysis-worker', { ...task, statementsFile }, folder, env);
}
