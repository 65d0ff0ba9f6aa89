import { byCodeUnit, FailureError, type Failure } from '@rowpact/model';
import { errorCode, inParallel, isMissing, readFiles, type ReadResult } from './read-files.js';
import { reasonOf, TargetPaths, unwritable, type BoundedChange, type Target } from './target-path.js';

/** The paths of a list of changes, by what happened, or would happen, to each; each list is sorted. */
export interface FileStates {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly deleted: readonly string[];
  readonly unchanged: readonly string[];
}

/** One change beside what is on the disk. */
export interface ComparedFile extends Target {
  readonly content: string | null;
  readonly state: keyof FileStates;
}

/** What `applyFileChanges` would do; writes nothing. */
export async function compareFileChanges(root: string, changes: readonly BoundedChange[]): Promise<FileStates> {
  return statesOf(await compareFiles(root, changes));
}

/** Compares each change with the disk, byte by byte. Fails with every path that cannot be written or read. */
export async function compareFiles(root: string, changes: readonly BoundedChange[]): Promise<readonly ComparedFile[]> {
  const paths = new TargetPaths(root);
  refuseTwice(changes);
  const targets = await inParallel(changes, (change) => paths.resolve(change));
  const failures: Failure[] = [];
  const compared: ComparedFile[] = [];
  const contents = await readFiles(targets.map((target) => ('file' in target ? target.file : '')));
  for (const [index, target] of targets.entries()) {
    const [content, before] = [changes[index]?.content ?? null, contents[index]];
    if (!('file' in target)) failures.push(target);
    else if (Buffer.isBuffer(before)) compared.push({ ...target, content, state: stateOf(before, content) });
    else if (errorCode(before) === 'ENOENT' || (isMissing(before) && content === null))
      compared.push({ ...target, content, state: content === null ? 'unchanged' : 'created' });
    else failures.push(unwritable(target.path, reasonOf(before)));
  }
  const [first, ...others] = failures;
  if (first) throw new FailureError(first, ...others);
  return compared;
}

export function statesOf(files: readonly ComparedFile[]): FileStates {
  const of = (state: keyof FileStates): readonly string[] =>
    files
      .filter((file) => file.state === state)
      .map((file) => file.path)
      .sort(byCodeUnit);
  return { created: of('created'), updated: of('updated'), deleted: of('deleted'), unchanged: of('unchanged') };
}

function stateOf(before: Exclude<ReadResult, Error>, content: string | null): keyof FileStates {
  if (content === null) return 'deleted';
  return before.equals(Buffer.from(content)) ? 'unchanged' : 'updated';
}

/** Two changes of one file would race; no command of ours asks for that. */
function refuseTwice(changes: readonly BoundedChange[]): void {
  const seen = new Set<string>();
  for (const { path } of changes) {
    if (seen.has(path)) throw new TypeError(`two changes of one file: ${path}`);
    seen.add(path);
  }
}
