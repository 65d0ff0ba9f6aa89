const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'may not be read by you',
  EPERM: 'may not be read by you',
  ENOENT: 'is not there any more',
  EISDIR: 'is a folder',
  ELOOP: 'is a symbolic link that leads in circles',
  ENOTDIR: 'is no folder',
  ENAMETOOLONG: 'has a path that is too long',
  EMFILE: 'could not be opened: too many files are open',
};

/** Why a file could not be read, in words that go on from its name. No absolute path is in it. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'an unknown error';
  return WORDS[code] ?? `cannot be read (${code})`;
}
