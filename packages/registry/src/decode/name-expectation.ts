/** What was expected of a name in PostgreSQL, which cuts longer ones and has none with a zero byte; null where it can be one. */
export function nameExpectation(name: string): string | null {
  if (name.includes('\0')) return 'a name without a zero byte';
  return Buffer.byteLength(name) > 63 ? 'a name of at most 63 bytes' : null;
}

export const NAME_HINT =
  'Write the name as SQL does: parts apart by dots, and in double quotes where they are not plain words.';
export const LIMIT_HINT = 'PostgreSQL knows names of up to 63 bytes: write the name as the catalog has it.';
