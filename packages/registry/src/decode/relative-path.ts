import { posix } from 'node:path';

/** What a path in a registry file may be: anywhere beside the root folder, or only inside the folder it starts from. */
export type PathScope = 'anywhere' | 'inside';

/** What was expected of a path, or null where it is as it should be: relative, with forward slashes, in its scope. */
export function pathExpectation(path: string, scope: PathScope): string | null {
  if (path.includes('://')) return 'a path, not an address';
  if (path.includes('\\')) return 'a path with forward slashes';
  if (/^(?:\/|~|[A-Za-z]:)/u.test(path)) return 'a relative path';
  if (/[\p{Cc}]/u.test(path)) return 'a path without control characters';
  if (scope === 'inside' && escapes(path)) return 'a path that stays inside its folder';
  return null;
}

/** Whether a relative path leaves the folder it starts from. */
export function escapes(path: string): boolean {
  const normal = posix.normalize(path);
  return normal === '..' || normal.startsWith('../');
}

/** The one spelling of a relative path: `./a//b/` is `a/b`, the folder itself is `.`. */
export function normalPath(path: string): string {
  return posix.join(path, '.').replace(/(?<=.)\/$/u, '');
}
