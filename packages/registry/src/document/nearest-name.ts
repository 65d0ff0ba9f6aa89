import { closest, distance } from 'fastest-levenshtein';

/** The known word that a mistyped one probably means; null where none is near. */
export function nearestName(word: string, known: readonly string[]): string | null {
  if (known.length === 0) return null;
  const best = closest(word, [...known]);
  return distance(word.toLowerCase(), best.toLowerCase()) <= Math.max(2, Math.floor(best.length / 3)) ? best : null;
}
