import { byCodeUnit } from '@rowpact/model';

/**
 * The candidate most like a name, or null where none is like it: few edits away for its length. Names that differ in case
 * or separators only come first, equal ones by code unit.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | null {
  const folded = fold(name);
  let best: { readonly name: string; readonly distance: number } | null = null;
  for (const candidate of [...candidates].sort(byCodeUnit)) {
    const limit = best ? best.distance - 1 : Math.max(2, Math.floor(folded.length / 3));
    const distance = editDistance(folded, fold(candidate), limit);
    if (distance !== null) best = { name: candidate, distance };
    if (distance === 0) break;
  }
  return best?.name ?? null;
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[_\-. "]/g, '');
}

/** Insertions, deletions and replacements between two texts; null above the limit. */
function editDistance(left: string, right: string, limit: number): number | null {
  if (Math.abs(left.length - right.length) > limit) return null;
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    if (Math.min(...current) > limit) return null;
    previous = current;
  }
  const distance = previous[right.length] ?? 0;
  return distance <= limit ? distance : null;
}
