import type { PlacedError } from './new-errors.js';

const PROBE = 'export const rowpactTypecheckProbe: never = 0;';

/** The module with a mistake at its end: only who reads this very text and checks its types can report it. */
export function probed(text: string): string {
  return `${text.endsWith('\n') ? text : `${text}\n`}${PROBE}\n`;
}

/**
 * Takes the mistake out of what was reported. Without it the module was not read (`reads` is false), or what is wrong with
 * the syntax of some file kept TypeScript from checking types at all, and then nothing is known.
 */
export function withoutProbe(
  errors: readonly PlacedError[],
  module: string,
  text: string,
): { readonly errors: readonly PlacedError[]; readonly reads: boolean } | { readonly broken: string } {
  const line = probed(text).split('\n').indexOf(PROBE) + 1;
  const isProbe = (error: PlacedError): boolean => error.file === module && error.line === line;
  const others = errors.filter((error) => !isProbe(error));
  if (others.length < errors.length) return { errors: others, reads: true };
  const syntax = others.find(({ code }) => code >= 1000 && code < 2000);
  if (syntax === undefined) return { errors: others, reads: false };
  return { broken: `${syntax.file}:${String(syntax.line)}: ${syntax.message}` };
}
