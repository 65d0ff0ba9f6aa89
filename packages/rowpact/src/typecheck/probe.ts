import type { PlacedError } from './new-errors.js';

const PROBE = 'export const rowpactTypecheckProbe: never = 0;';

/** A generated module as the type-check reads it; `file` from the top of the mirror on. */
export interface ProbedModule {
  readonly file: string;
  readonly text: string;
}

/** The module with a mistake at its end: only who reads this very text and checks its types can report it. */
export function probed(text: string): string {
  return `${text.endsWith('\n') ? text : `${text}\n`}${PROBE}\n`;
}

/**
 * Takes the mistakes out of what was reported. Modules without one were not read (they are not in `read`); where there is none at
 * all, what is wrong with the syntax of some file may have kept TypeScript from checking types, and then nothing is known.
 */
export function withoutProbes(
  errors: readonly PlacedError[],
  modules: readonly ProbedModule[],
): { readonly errors: readonly PlacedError[]; readonly read: ReadonlySet<string> } | { readonly broken: string } {
  const lines = new Map(modules.map(({ file, text }) => [file, probed(text).split('\n').indexOf(PROBE) + 1]));
  const isProbe = ({ file, line }: PlacedError): boolean => lines.get(file) === line;
  const read = new Set(errors.filter(isProbe).map(({ file }) => file));
  const others = errors.filter((error) => !isProbe(error));
  if (read.size > 0) return { errors: others, read };
  const syntax = others.find(({ code }) => code >= 1000 && code < 2000);
  if (syntax === undefined) return { errors: others, read };
  return { broken: `${syntax.file}:${String(syntax.line)}: ${syntax.message}` };
}
