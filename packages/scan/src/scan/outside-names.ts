import { byCodeUnit, type NamedCaller } from '@rowpact/model';
import { escaped, isCallerName } from '../files/prefilter.js';
import type { SentThrough } from './sent-through.js';

/**
 * The names by which any module can send SQL that it does not hold, sorted: texts, functions that hand a parameter to something that
 * sends it, and what these are called elsewhere.
 */
export function outsideNames(
  modules: Iterable<Pick<SentThrough, 'texts' | 'passes'>>,
  callers: readonly Pick<NamedCaller, 'name'>[],
): readonly string[] {
  const names = new Set<string>();
  const behind = new Map<string, string[]>();
  const named = new Set(callers.map(({ name }) => name.split('.').at(-1)));
  for (const { texts, passes } of modules) {
    for (const text of texts) names.add(text);
    for (const [name, to] of passes) {
      if (isCallerName(to) || named.has(to)) names.add(name);
      else behind.set(to, [...(behind.get(to) ?? []), name]);
    }
  }
  // Added while it is walked over: a set goes on with what is new.
  for (const name of names) for (const alias of behind.get(name.replace(/^from:/, '')) ?? []) names.add(alias);
  return [...names].sort(byCodeUnit);
}

/** Finds any of the names in a module's text; what is behind `from:` only where something is imported from there. */
export function namesPattern(names: readonly string[]): RegExp | null {
  if (names.length === 0) return null;
  const sources = names.map((name) =>
    name.startsWith('from:')
      ? `['"/]${escaped(name.slice(5))}(?:\\.\\w+)*['"]`
      : `(?<![\\w$])${escaped(name)}(?![\\w$])`,
  );
  return new RegExp(sources.join('|'));
}
