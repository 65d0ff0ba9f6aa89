import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byCodeUnit, parseRelationId, queriesModule, type RelationId } from '@rowpact/model';
import { modulesIn } from '../decode/modules-in.js';
import { normalPath } from '../decode/relative-path.js';
import { entriesOf, valueAt } from '../document/document-path.js';
import { PARSE_OPTIONS } from '../document/parsed-yaml.js';
import { loadYaml } from '../document/load-yaml.js';
import { toPlainValue } from '../document/plain-value.js';
import { readYaml } from '../document/yaml-document.js';
import type { ContractOutline, ProducerOutline, RegistryOutline, SourceOutline } from './registry-outline.js';

/**
 * Reads a registry's outline. Never fails: what is not there or cannot be read is left out or null, and `readRegistry`
 * says what is wrong with it.
 * @param directory the registry folder, absolute
 * @param names of the producers to read; all that there are where left out
 */
export function readOutline(directory: string, names: readonly string[] = namesIn(directory)): RegistryOutline {
  const folders = names.filter((name) => !name.startsWith('.') && name !== 'node_modules');
  const producers = folders.flatMap((name) => producerIn(join(directory, name), name) ?? []);
  return { producers: producers.sort((left, right) => byCodeUnit(left.name, right.name)) };
}

function producerIn(folder: string, name: string): ProducerOutline | null {
  const text = textOf(join(folder, 'producer.yaml'));
  if (text === null) return null;
  const files = namesIn(join(folder, 'consumers')).filter((file) => file.endsWith('.yaml') && !file.startsWith('.'));
  const ids = new Map<string, RelationId | null>();
  const idOf = (text: string): RelationId | null => {
    const known = ids.get(text) ?? parseRelationId(text);
    ids.set(text, known);
    return known;
  };
  const contracts = files.sort(byCodeUnit).map((file) => contractIn(join(folder, 'consumers', file), file, idOf));
  return { name, source: sourceOf(valueOf(text)), contracts };
}

/** @param idOf reads a relation's name; hundreds of contracts name the same few */
function contractIn(path: string, file: string, idOf: (name: string) => RelationId | null): ContractOutline {
  const value = valueOf(textOf(path) ?? '');
  const readsSource = valueAt(value, ['generate', 'statements']) === true;
  const relations = entriesOf(valueAt(value, ['relations'])).flatMap(([name]) => idOf(name) ?? []);
  return {
    consumer: file.slice(0, -'.yaml'.length),
    source: pathAt(value, ['source']),
    modules: modulesIn(value).map((path) => normalPath(path.replaceAll('\\', '/'))),
    readsSource,
    moduleGlobs: readsSource ? [`**/*${queriesModule('')}`] : [],
    relations: [...new Set(relations)].sort(byCodeUnit),
  };
}

function sourceOf(value: unknown): SourceOutline | null {
  const migrations = pathAt(value, ['schema', 'migrations']) ?? pathAt(value, ['schema', 'migrations', 'folder']);
  if (migrations !== null) return { kind: 'migrations', folder: migrations };
  const file = pathAt(value, ['schema', 'file']);
  if (file !== null) return { kind: 'schema file', file };
  const variable = valueAt(value, ['schema', 'database', 'env']);
  return typeof variable === 'string' ? { kind: 'database', urlVariable: variable } : null;
}

/** A path as the registry means it, whatever its spelling: one with backslashes is an error, and yet it says where to look. */
function pathAt(value: unknown, path: readonly string[]): string | null {
  const text = valueAt(value, path);
  return typeof text === 'string' && text !== '' ? normalPath(text.replaceAll('\\', '/')) : null;
}

/** What the text says; of a broken one, what its parser can make of it. */
function valueOf(text: string): unknown {
  const { readable, value } = readYaml(text, '');
  if (readable) return value;
  try {
    return toPlainValue(loadYaml().parseDocument(text, PARSE_OPTIONS).contents).value;
  } catch {
    return null; // Nested too deeply for the parser: the checked reading says so.
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // Not there, or no folder.
  }
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null; // Not there, or no file.
  }
}
