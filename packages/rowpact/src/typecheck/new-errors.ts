import type { PrintedError } from './read-output.js';

/** One error at a known place; `file` from the top of the mirror on, with forward slashes. */
export interface PlacedError extends PrintedError {
  readonly file: string;
}

/**
 * The errors that are there after the change and not before. The consumer's own files are the same in both runs, so an error at
 * the same place with the same number is the same one, though its message may print other types. In the generated modules, whose
 * lines move, the message stands for the place.
 */
export function newErrors(
  before: readonly PlacedError[],
  after: readonly PlacedError[],
  modules: ReadonlySet<string>,
): readonly PlacedError[] {
  const key = ({ file, line, column, code, message }: PlacedError): string =>
    JSON.stringify(modules.has(file) ? [file, code, message] : [file, line, column, code]);
  const known = new Set(before.map(key));
  const found = new Map<string, PlacedError>();
  for (const error of after) {
    if (!known.has(key(error)) && !found.has(key(error))) found.set(key(error), error);
  }
  return [...found.values()];
}
