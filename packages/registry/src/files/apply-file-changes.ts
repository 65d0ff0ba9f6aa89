import { FailureError, type Failure } from '@rowpact/model';
import { chmod, mkdir, open, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { compareFiles, statesOf, type ComparedFile, type FileStates } from './compare-file-changes.js';
import { errorCode, inParallel, isMissing } from './read-files.js';
import { isOutside, reasonOf, unwritable, type BoundedChange } from './target-path.js';

/**
 * Brings files to the state asked for. A file that is so already is not touched, its time stays; every other one changes
 * at once (written beside it, then renamed), so that whoever reads meanwhile sees the old or the new text. Folders are
 * made, and those that deletions leave empty are removed. A path that cannot be written by what is known beforehand
 * stops everything before the first write.
 * @param root absolute; each change stays in the folder it names, over links too
 */
export async function applyFileChanges(root: string, changes: readonly BoundedChange[]): Promise<FileStates> {
  const files = await compareFiles(root, changes);
  const deleted = files.filter((file) => file.state === 'deleted');
  const written = files.filter((file) => file.state === 'created' || file.state === 'updated');
  const deletions = await inParallel(deleted, (file) => attempt(file, () => rm(file.entry)));
  const writes = await inParallel(written, (file) => attempt(file, () => write(file.file, file.content ?? '')));
  const [first, ...others] = [...deletions, ...writes].filter((failure) => failure !== null);
  if (first) throw new FailureError(first, ...others);
  for (const file of deleted) await removeEmptyFolders(root, dirname(join(root, file.path)));
  return statesOf(files);
}

async function attempt(file: ComparedFile, work: () => Promise<void>): Promise<Failure | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return unwritable(file.path, reasonOf(error));
  }
}

async function write(file: string, content: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const mode = await modeOf(file);
  const temporary = await writeBeside(file, content);
  try {
    if (mode !== null) await chmod(temporary, mode);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Names are tried until one is free: another process may be writing here, or have been killed while it did. */
async function writeBeside(file: string, content: string): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const temporary = join(dirname(file), `.rowpact-${process.pid}-${attempt}.tmp`);
    const handle = await open(temporary, 'wx').catch((error: unknown) => {
      if (errorCode(error) === 'EEXIST') return null;
      throw error;
    });
    if (handle === null) continue;
    try {
      await handle.writeFile(content);
      return temporary;
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    } finally {
      await handle.close();
    }
  }
}

async function modeOf(file: string): Promise<number | null> {
  try {
    return (await stat(file)).mode & 0o7777;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Removes a folder and those above it, below the root, for as long as they are empty. */
async function removeEmptyFolders(root: string, folder: string): Promise<void> {
  for (let current = folder; current !== join(root) && !isOutside(root, current); current = dirname(current)) {
    try {
      await rmdir(current);
    } catch (error) {
      if (isMissing(error)) continue;
      return; // not empty, a link, or not ours to remove: it may stay
    }
  }
}
