import { canonicalJson } from '@rowpact/model';
import type { DocumentPath } from '../document/document-path.js';
import { isList, isMap } from './print-yaml.js';
import { roundsOf } from './rounds.js';
import type { EditStep, YamlEdit, YamlValue } from './yaml-edit.js';

/**
 * What an edit does to a value, in rounds: the steps of one round can be made to the same text. Where that turns out wrong,
 * they are made one after the other.
 */
export function expandEdit(edit: YamlEdit, from: unknown): readonly (readonly EditStep[])[] {
  const { path } = edit;
  if ('set' in edit) return roundsOf(expandSet(path, from, edit.set));
  return 'drop' in edit ? expandDrop(path, from, edit.drop) : [[{ path, remove: true }]];
}

/** Entries of a block are lines of their own. The last that is left makes its map an empty one, which takes a round. */
function expandDrop(path: DocumentPath, from: unknown, keys: readonly string[]): readonly (readonly EditStep[])[] {
  const all = isMap(from) && keys.length === Object.keys(from).length;
  const removals = keys.map((key) => ({ path: [...path, key], remove: true }) as const);
  return [
    keys.map((key) => ({ path: [...path, key], uncomment: true }) as const),
    ...(all ? [removals.slice(0, -1), removals.slice(-1)] : [removals]),
  ].filter((round) => round.length > 0);
}

/**
 * The smallest steps that turn one value into another, so that what is the same in both keeps its text: entries of maps
 * one by one, lists by taking items out and adding others at the end. Anything else is set as a whole.
 */
function expandSet(path: DocumentPath, from: unknown, to: YamlValue): readonly EditStep[] {
  if (canonicalJson(from) === canonicalJson(to)) return [];
  if (isMap(from) && isMap(to) && Object.keys(to).length > 0) return expandMap(path, from, to);
  if (isList(from) && isList(to) && to.length > 0) return expandList(path, from, to);
  return [{ path, set: to }];
}

type Map = Readonly<Record<string, YamlValue>>;

function expandMap(path: DocumentPath, from: Map, to: Map): readonly EditStep[] {
  const known = Object.entries(to).filter(([key]) => Object.hasOwn(from, key));
  const add = Object.entries(to).filter(([key]) => !Object.hasOwn(from, key));
  const gone = Object.keys(from).filter((key) => !Object.hasOwn(to, key));
  return [
    ...known.flatMap(([key, value]) => expandSet([...path, key], from[key], value)),
    ...(add.length > 0 ? [{ path, add }] : []),
    ...gone.map((key) => ({ path: [...path, key], remove: true }) as const),
  ];
}

/** Items that changed their order are taken out and added again. */
function expandList(path: DocumentPath, from: readonly YamlValue[], to: readonly YamlValue[]): readonly EditStep[] {
  const wanted = to.map((item) => canonicalJson(item));
  const kept: number[] = [];
  for (const [index, item] of from.entries()) if (canonicalJson(item) === wanted[kept.length]) kept.push(index);
  const add = to.slice(kept.length).map((item): readonly [string, YamlValue] => ['', item]);
  const gone = from.map((_, index) => index).filter((index) => !kept.includes(index));
  return [
    ...(add.length > 0 ? [{ path, add }] : []),
    ...gone.reverse().map((index) => ({ path: [...path, index], remove: true }) as const),
  ];
}
