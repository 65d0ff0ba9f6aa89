/** Text as one comment line of SQL, however it was written: nothing of it can run, or be filled in as a placeholder. */
export function commentLine(text: string, indent = ''): string {
  return `-- ${indent}${text.replace(/\s+/gu, ' ').trim().replaceAll('${', '$ {')}`;
}

/** A word as a POSIX shell reads it back. */
export function shellWord(word: string): string {
  return /^[\w./:=@%+-]+$/u.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
