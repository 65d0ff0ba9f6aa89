import { createRequire, Module } from 'node:module';
import type * as serializer from 'kysely-codegen/dist/generator/generator/serializer.js';

const require = createRequire(import.meta.url);
const PACKAGE = 'kysely-codegen/dist/generator';

/**
 * What the serializer's file loads at its top and uses only in methods that we replace or never call: its own way from
 * a database to the nodes, with all of `typescript`, and its names, with all of `kysely`. Together that is 0.3 s of
 * every run against 0.02 s for the serializer.
 */
const DEFERRED = [`${PACKAGE}/transformer/transformer.js`, `${PACKAGE}/utils/case-converter.js`];

/**
 * Loads kysely-codegen's serializer, with those two loaded only if something does ask for them. They are the real ones then,
 * and nobody else who loads them meets the stand-ins: those leave the module cache before this returns.
 */
export function loadSerializer(): typeof serializer {
  const paths = DEFERRED.map((name) => require.resolve(name)).filter((path) => !require.cache[path]);
  for (const path of paths) require.cache[path] = standIn(path);
  try {
    // The type is the package's own for this very file.
    return require(`${PACKAGE}/generator/serializer.js`) as typeof serializer;
  } finally {
    for (const path of paths) Reflect.deleteProperty(require.cache, path);
  }
}

function standIn(path: string): NodeJS.Module {
  const module = new Module(path);
  module.filename = path;
  module.loaded = true;
  const load = (): object => require(path) as object;
  module.exports = new Proxy({}, { get: (_target, name): unknown => Reflect.get(load(), name) });
  return module;
}
