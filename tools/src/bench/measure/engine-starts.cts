// Loaded into a process that is watched, never into one that is timed: counts how often it compiles a big WebAssembly
// module, which is what starting the embedded PostgreSQL takes, and adds the count to the file that the environment names.
/* eslint-disable @typescript-eslint/no-require-imports -- what `node --require` loads is CommonJS */
import fs = require('node:fs');

interface Engine {
  compile: (source: unknown) => Promise<unknown>;
  instantiate: (source: unknown, imports?: unknown) => Promise<unknown>;
  Module: new (source: unknown) => object;
}

/** The engine is twice as big; a parser of PostgreSQL's SQL by itself is half of this, and Node's own little modules far less. */
const BIG = 4_000_000;
let starts = 0;

function counted(source: unknown): unknown {
  const isBytes = source instanceof ArrayBuffer || ArrayBuffer.isView(source);
  if (isBytes && source.byteLength > BIG) starts += 1;
  return source;
}

const file = process.env['ROWPACT_BENCH_ENGINE_FILE'];
if (file !== undefined) {
  // TypeScript knows WebAssembly from its browser library only
  const engine = (globalThis as unknown as { readonly WebAssembly: Engine }).WebAssembly;
  const { compile, instantiate, Module } = engine;
  engine.compile = (source) => compile(counted(source));
  engine.instantiate = (source, imports) => instantiate(counted(source), imports);
  engine.Module = new Proxy(Module, {
    construct: (target, [source]: readonly unknown[]) => new target(counted(source)),
  });
  process.once('exit', () => fs.appendFileSync(file, `${starts}\n`));
}
