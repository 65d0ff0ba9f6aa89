/**
 * A number from 0 to `sides - 1` that depends on the key alone: the generated producer is the same in every run and on
 * every machine, and adding a table moves nothing in the others.
 */
export function draw(key: string, sides: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % sides;
}

/** True for about so many of a hundred keys. */
export function chance(key: string, percent: number): boolean {
  return draw(key, 100) < percent;
}

/** One of the choices, by the key alone. */
export function pick<Choice>(key: string, choices: readonly [Choice, ...Choice[]]): Choice {
  return choices[draw(key, choices.length)] ?? choices[0];
}
