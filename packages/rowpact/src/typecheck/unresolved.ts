import { posix } from 'node:path';
import type { PlacedError } from './new-errors.js';

const SHOWN = 3;
/** TypeScript's numbers for an import that is not found, and for one that is found without types. */
const NOT_FOUND: ReadonlySet<number> = new Set([2307, 2792, 2834, 2835, 7016]);

/** What of a consumer's imports is not found: everything that comes through it is `any`, in which no error shows. */
export function unresolved(
  errors: readonly PlacedError[],
  modules: readonly string[],
): { readonly module: string | null; readonly notes: readonly string[] } {
  const lost = errors.filter(({ code }) => NOT_FOUND.has(code));
  const stems = new Set(modules.map((module) => posix.basename(module).replace(/\.[cm]?ts$/u, '')));
  const own = lost.find(({ message }) => stems.has(posix.basename(importedBy(message)).replace(/\.[cm]?[jt]s$/u, '')));
  if (own !== undefined) return { module: `${own.file}:${String(own.line)}: ${own.message}`, notes: [] };
  const names = [...new Set(lost.map(({ message }) => `'${importedBy(message)}'`))];
  if (names.length === 0) return { module: null, notes: [] };
  const more = names.length > SHOWN ? ` and ${String(names.length - SHOWN)} more` : '';
  const many = names.length === 1 ? '1 import is' : `${String(names.length)} imports are`;
  const list = `${names.slice(0, SHOWN).join(', ')}${more}`;
  return { module: null, notes: [`${many} not found, so that what comes through them has no types: ${list}`] };
}

/** The first text in quotes; the numbers about endings name no import. */
function importedBy(message: string): string {
  return /['"](?<name>[^'"]+)['"]/u.exec(message)?.groups?.['name'] ?? '';
}
