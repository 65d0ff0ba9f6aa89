import type { ModuleGraph, SourceModule } from '../module/source-module.js';
import type { Scope } from '../value/value.js';
import { World } from '../value/world.js';

/** Names as they are at the top of a module, in a world of their own. */
export function topScope(module: SourceModule, graph: ModuleGraph): Scope {
  return { module, graph, world: new World(), bindings: new Map(), frame: '', depth: 0 };
}
