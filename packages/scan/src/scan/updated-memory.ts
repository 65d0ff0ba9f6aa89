import type { RememberedFile, RememberedLook, RememberedModule, ScanMemory } from './scan-memory.js';

/**
 * What is to be remembered after some files were scanned anew. A module that others were followed through before keeps what it was
 * followed to then: this time perhaps less was asked of it. What no file leads to any more is forgotten.
 */
export function updatedMemory(
  fresh: ScanMemory,
  files: ReadonlyMap<string, RememberedFile>,
  searched: Pick<ScanMemory, 'modules' | 'looked'>,
): Omit<ScanMemory, 'names'> {
  const modules = new Map(fresh.modules);
  for (const [path, module] of searched.modules) {
    const before = modules.get(path);
    modules.set(path, before ? joined(before, module) : module);
  }
  const reached = reachable(modules, files.keys());
  const looked = new Map<string, RememberedLook>();
  for (const module of reached.values()) {
    for (const path of module.looked) {
      const look = stronger(searched.looked.get(path), fresh.looked.get(path));
      if (look) looked.set(path, look);
    }
  }
  return { files, modules: reached, looked };
}

function joined(left: RememberedModule, right: RememberedModule): RememberedModule {
  return {
    looked: [...new Set([...left.looked, ...right.looked])],
    targets: [...new Set([...left.targets, ...right.targets])],
    notes: [...new Set([...left.notes, ...right.notes])],
    sends: right.sends,
  };
}

/** Whoever needed the content is not served by knowing that something is there. */
function stronger(now: RememberedLook | undefined, before: RememberedLook | undefined): RememberedLook | undefined {
  return now?.what !== 'content' && before?.what === 'content' ? before : (now ?? before);
}

function reachable(
  modules: ReadonlyMap<string, RememberedModule>,
  files: Iterable<string>,
): ReadonlyMap<string, RememberedModule> {
  const reached = new Map<string, RememberedModule>();
  const pending = [...files];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const module = reached.has(at) ? undefined : modules.get(at);
    if (module === undefined) continue;
    reached.set(at, module);
    pending.push(...module.targets);
  }
  return reached;
}
