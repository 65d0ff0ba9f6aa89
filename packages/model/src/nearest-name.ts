import { distance } from 'fastest-levenshtein';
import { byCodeUnit } from './canonical-json.js';

/**
 * The known name that a missing or mistyped one probably means, or null where none is near: few edits away for its length.
 * Names that differ in case or separators only come first, equal ones by code unit.
 */
export function nearestName(name: string, known: Iterable<string>): string | null {
  const folded = fold(name);
  let best: { readonly name: string; readonly edits: number } | null = null;
  for (const candidate of [...known].sort(byCodeUnit)) {
    const edits = distance(folded, fold(candidate));
    if (edits <= Math.max(2, Math.floor(folded.length / 3)) && (!best || edits < best.edits))
      best = { name: candidate, edits };
  }
  return best?.name ?? null;
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[_\-. "]/g, '');
}
