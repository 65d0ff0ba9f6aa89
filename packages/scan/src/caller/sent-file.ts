import type { Blind } from '@rowpact/model';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ModuleGraph, SourceModule } from '../module/source-module.js';
import { evaluate } from '../value/evaluate.js';
import { knownText } from '../value/text.js';
import { World } from '../value/world.js';
import { placeWithin } from './place.js';
import type { Sending } from './sending.js';

type SentFile = Extract<Sending, { kind: 'file' }>;

/** Whether a file that is sent lies in the consumer: files of SQL are looked into by themselves. */
export function isThere({ name }: SentFile, module: SourceModule, graph: ModuleGraph): boolean {
  const scope = { module, graph, world: new World(), bindings: new Map(), frame: '', depth: 0 };
  const path = knownText(evaluate(name, scope));
  if (path === null || !path.endsWith('.sql')) return false;
  // The library looks from where the process was started, which is the consumer's folder more often than not.
  const folder = module.path.slice(0, -module.file.length);
  return existsSync(join(folder, path)) || existsSync(join(dirname(module.path), path)) || existsSync(path);
}

export function missingFile({ name, caller }: SentFile, module: SourceModule): Blind {
  const place = placeWithin(module, name.getStart(module.source));
  const detail = `the text is in the file ${name.getText(module.source)}, which was not found`;
  return { place, caller, reason: 'dynamic text', detail, text: null, attempts: [] };
}
