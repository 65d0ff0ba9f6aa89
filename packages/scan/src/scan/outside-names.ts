import { byCodeUnit, type NamedCaller } from '@rowpact/model';
import { escaped, isCallerName } from '../files/prefilter.js';
import type { SentThrough } from './sent-through.js';

const CLASS = 'class:';
const DEFAULT = 'from:';

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
  for (const name of names) {
    for (const alias of behind.get(name.replace(/^from:/, '')) ?? []) names.add(alias);
    if (!name.startsWith(CLASS)) continue;
    for (const alias of behind.get(name.slice(CLASS.length)) ?? [])
      names.add(alias.includes(':') ? alias : CLASS + alias);
  }
  return [...names].sort(byCodeUnit);
}

/** Finds any of the names in a module's text; what is behind `from:` only where something is imported from there, a class where it is extended. */
export function namesPattern(names: readonly string[]): RegExp | null {
  if (names.length === 0) return null;
  return new RegExp(names.map(patternOf).join('|'));
}

function patternOf(name: string): string {
  if (name.startsWith(DEFAULT)) return `['"/]${escaped(name.slice(DEFAULT.length))}(?:\\.\\w+)*['"]`;
  if (!name.startsWith(CLASS)) return word(name);
  const base = word(name.slice(CLASS.length));
  return `\\bextends\\b[^{]{0,300}?${base}|${base}\\s+as\\s`;
}

function word(name: string): string {
  return `(?<![\\w$])${escaped(name)}(?![\\w$])`;
}
