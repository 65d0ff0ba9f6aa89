import { execFileSync } from 'node:child_process';
import { chownSync, cpSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Whom to run a server as. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root: names the account to run it as instead, or null where we are not root. */
export function serverAccount(): ServerAccount | null {
  if (process.getuid?.() !== 0) return null;
  const ask = (flag: string): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }).trim());
  return { uid: ask('-u'), gid: ask('-g') };
}

/** Gives a folder of ours to the account. */
export function handOver(folder: string, account: ServerAccount | null): void {
  if (account) chownSync(folder, account.uid, account.gid);
}

/** The programs where the account can reach them: as installed, or copied below `folder` when some parent is closed to it. */
export function reachablePrograms(installed: string, folder: string, account: ServerAccount | null): string {
  if (!account || isOpenToAll(installed)) return installed;
  const copy = join(folder, 'programs');
  cpSync(installed, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

function isOpenToAll(path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (dirname(folder) === folder) return true;
  }
}
