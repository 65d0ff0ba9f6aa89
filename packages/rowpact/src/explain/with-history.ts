import type { ConsumerExplanation, ExplainedUse } from '@rowpact/model';
import type { Git } from '../base/run-git.js';
import { type LineChange, lineHistory } from './line-history.js';

/** Adds to each use when its line was last changed; one question to git per file. */
export async function withHistory(
  git: Git,
  root: string,
  consumers: readonly ConsumerExplanation[],
): Promise<readonly ConsumerExplanation[]> {
  const lines = new Map<string, number[]>();
  for (const { location } of consumers.flatMap(({ uses }) => uses)) {
    if (location.line !== undefined) lines.set(location.file, [...(lines.get(location.file) ?? []), location.line]);
  }
  const history = new Map<string, ReadonlyMap<number, LineChange>>();
  for (const [file, wanted] of lines) history.set(file, await lineHistory(git, root, file, wanted));
  const dated = (use: ExplainedUse): ExplainedUse => {
    const { file, line } = use.location;
    return { ...use, since: line === undefined ? null : (history.get(file)?.get(line) ?? null) };
  };
  return consumers.map((one) => ({ ...one, uses: one.uses.map(dated) }));
}
