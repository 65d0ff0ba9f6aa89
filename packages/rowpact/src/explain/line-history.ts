import { join } from 'node:path';
import type { Git } from '../base/run-git.js';

/** Who last changed a line, and when. */
export interface LineChange {
  /** Abbreviated to ten digits. */
  readonly commit: string;
  /** `2026-03-01`, in UTC. */
  readonly date: string;
}

const BLAMED = /^(?<commit>[0-9a-f]{40}) \d+ (?<line>\d+)(?: \d+)?$/u;

/** More lines of one file than this are not asked for: nobody reads that many. */
const MOST_LINES = 200;

/**
 * When lines of a file were last changed, by git. Empty where there is no git, no repository, or the file is not in it.
 * @param file - relative to `root`.
 */
export async function lineHistory(
  git: Git,
  root: string,
  file: string,
  lines: readonly number[],
): Promise<ReadonlyMap<number, LineChange>> {
  const ranges = [...new Set(lines)].slice(0, MOST_LINES).flatMap((line) => ['-L', `${line},${line}`]);
  const name = file.slice(file.lastIndexOf('/') + 1);
  const cwd = join(root, file.slice(0, file.length - name.length));
  const answer = await git(['blame', '--line-porcelain', ...ranges, '--', name], { cwd }).catch(() => null);
  return answer?.code === 0 ? readPorcelain(answer.stdout.toString('utf8')) : new Map<number, LineChange>();
}

function readPorcelain(text: string): ReadonlyMap<number, LineChange> {
  const found = new Map<number, LineChange>();
  let head: { readonly commit: string; readonly line: number } | null = null;
  for (const row of text.split('\n')) {
    const start = BLAMED.exec(row)?.groups;
    if (start) head = { commit: start['commit'] ?? '', line: Number(start['line']) };
    const time = /^author-time (\d+)$/u.exec(row)?.[1];
    // A commit of zeros is the working tree: the line is not committed yet.
    if (time === undefined || head === null || /^0+$/u.test(head.commit)) continue;
    found.set(head.line, {
      commit: head.commit.slice(0, 10),
      date: new Date(Number(time) * 1000).toISOString().slice(0, 10),
    });
  }
  return found;
}
