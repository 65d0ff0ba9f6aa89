import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const POLL = 200;
/** What takes longer has died. */
const PATIENCE = 600_000;

/** What nobody made today is of an older build. */
const A_DAY = 86_400_000;

/**
 * A folder that test files share, from run to run: the first one fills it, the others wait.
 * @param folder absolute; its name says what is in it, and ends with a `-` and which version
 * @param fill is given a new folder beside it, which then takes its place; older versions go
 */
export async function sharedFolder(folder: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const claim = `${folder}.filling`;
  for (;;) {
    if (await isThere(folder)) return folder;
    if (await isMade(claim)) break;
    await new Promise((resolve) => setTimeout(resolve, POLL));
  }
  try {
    if (await isThere(folder)) return folder;
    await removeOlder(folder);
    await fill(claim);
    await rename(claim, folder);
    return folder;
  } finally {
    await rm(claim, { recursive: true, force: true });
  }
}

async function removeOlder(folder: string): Promise<void> {
  const family = basename(folder).replace(/[^-]*$/, '');
  for (const name of await readdir(dirname(folder))) {
    const path = join(dirname(folder), name);
    const made = name.startsWith(family) ? await stat(path).catch(() => null) : null;
    if (made && Date.now() - made.mtimeMs > A_DAY) await rm(path, { recursive: true, force: true });
  }
}

async function isThere(folder: string): Promise<boolean> {
  return stat(folder).then(
    () => true,
    () => false,
  );
}

/** One of those who ask at the same time makes it. What somebody left behind long ago is taken away. */
async function isMade(claim: string): Promise<boolean> {
  try {
    await mkdir(claim);
    return true;
  } catch {
    const made = await stat(claim).catch(() => null);
    if (made && Date.now() - made.mtimeMs > PATIENCE) await rm(claim, { recursive: true, force: true });
    return false;
  }
}
