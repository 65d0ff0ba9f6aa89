import { canonicalJson } from '@rowpact/model';
import type { DocumentPath } from '../document/document-path.js';
import { isList, isMap } from './print-yaml.js';
import type { YamlEdit, YamlValue } from './yaml-edit.js';

/**
 * The smallest edits that turn one value into another, so that what is the same in both keeps its text: entries of maps
 * one by one, lists by taking items out and adding others at the end. Anything else is set as a whole.
 */
export function expandSet(path: DocumentPath, from: unknown, to: YamlValue): readonly YamlEdit[] {
  if (canonicalJson(from) === canonicalJson(to)) return [];
  if (isMap(from) && isMap(to) && Object.keys(to).length > 0) return expandMap(path, from, to);
  if (isList(from) && isList(to) && to.length > 0) return expandList(path, from, to) ?? [{ path, set: to }];
  return [{ path, set: to }];
}

type Map = Readonly<Record<string, YamlValue>>;

function expandMap(path: DocumentPath, from: Map, to: Map): readonly YamlEdit[] {
  const set = Object.entries(to).flatMap(([key, value]) =>
    Object.hasOwn(from, key) ? expandSet([...path, key], from[key], value) : [{ path: [...path, key], set: value }],
  );
  const gone = Object.keys(from).filter((key) => !Object.hasOwn(to, key));
  return [...set, ...gone.map((key) => ({ path: [...path, key], remove: true }) as const)];
}

/** Null where items changed their order or stand in between: then the list is written anew. */
function expandList(
  path: DocumentPath,
  from: readonly YamlValue[],
  to: readonly YamlValue[],
): readonly YamlEdit[] | null {
  const wanted = to.map((item) => canonicalJson(item));
  const kept: number[] = [];
  for (const [index, item] of from.entries()) if (canonicalJson(item) === wanted[kept.length]) kept.push(index);
  if (kept.length === 0) return null;
  const added = to.slice(kept.length).map((set, index) => ({ path: [...path, from.length + index], set }));
  const gone = from.map((_, index) => index).filter((index) => !kept.includes(index));
  return [...added, ...gone.reverse().map((index) => ({ path: [...path, index], remove: true }) as const)];
}
