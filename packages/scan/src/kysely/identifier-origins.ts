import type { TextOrigin } from '@rowpact/model';
import { locationOf } from './places.js';
import type { LiteralUse } from './trace.js';
import type { Spot } from './unknown.js';

const QUOTED = /'(?:[^']|'')*'|("(?:[^"]|"")*"(?:\."(?:[^"]|"")*")*)/g;
const PART = /"((?:[^"]|"")*)"/g;

/**
 * Where the names of a compiled text come from: each quoted name from the literal that says it, the literals of one name in the order
 * in which they were evaluated, and everything else from the name before it.
 */
export function originsOf(text: string, root: Spot, literals: readonly LiteralUse[]): readonly TextOrigin[] {
  const uses = usesByName(literals);
  const taken = new Map<string, number>();
  const take = (name: string): LiteralUse | undefined => {
    const places = uses.get(name) ?? uses.get(toCamelCase(name));
    if (places === undefined) return undefined;
    const count = taken.get(name) ?? 0;
    taken.set(name, count + 1);
    return places[Math.min(count, places.length - 1)];
  };
  const origins: TextOrigin[] = [{ at: 0, fixed: true, ...locationOf(root) }];
  for (const match of text.matchAll(QUOTED)) {
    const parts = [...(match[1] ?? '').matchAll(PART)];
    const names = parts.map(([, name]) => (name ?? '').replaceAll('""', '"'));
    const whole = names.length > 1 ? take(names.join('.')) : undefined;
    parts.forEach((part, at) => {
      const use = whole ?? take(names[at] ?? '');
      if (use !== undefined) origins.push({ at: match.index + part.index, fixed: true, ...locationOf(use) });
    });
  }
  return origins;
}

/** A plugin of Kysely writes `teamId` as `team_id`. */
function toCamelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function usesByName(literals: readonly LiteralUse[]): ReadonlyMap<string, readonly LiteralUse[]> {
  const uses = new Map<string, LiteralUse[]>();
  for (const use of literals) {
    const names =
      use.text.length > 10_000
        ? []
        : new Set([use.text, ...use.text.split(/[\s,()"]+/), ...use.text.split(/[\s.,()"]+/)]);
    for (const name of names) {
      if (name === '') continue;
      const places = uses.get(name);
      if (places === undefined) uses.set(name, [use]);
      else places.push(use);
    }
  }
  return uses;
}
