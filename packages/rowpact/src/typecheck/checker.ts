import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A program of the consumer's own that checks types. */
export interface Checker {
  readonly name: CheckerName;
  /** Its script, absolute. */
  readonly script: string;
  readonly version: string;
}

export type CheckerName = 'tsc' | 'svelte-check' | 'vue-tsc';

const PACKAGES: Readonly<Record<CheckerName, string>> = {
  tsc: 'typescript',
  'svelte-check': 'svelte-check',
  'vue-tsc': 'vue-tsc',
};

/** The checker that a folder would get by `npx`: the nearest one above it. Null where it is not installed. */
export async function findChecker(name: CheckerName, folder: string): Promise<Checker | null> {
  for (let above = folder; ; above = dirname(above)) {
    const installed = join(above, 'node_modules', PACKAGES[name]);
    const found = await readChecker(name, installed);
    if (found !== null) return found;
    if (dirname(above) === above) return null;
  }
}

async function readChecker(name: CheckerName, folder: string): Promise<Checker | null> {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  const { version, bin } = parsed(text);
  const script = typeof bin === 'string' ? bin : isRecord(bin) ? bin[name] : undefined;
  if (typeof script !== 'string') return null;
  const path = join(folder, script);
  const there = await stat(path).catch(() => null);
  return there === null ? null : { name, script: path, version: typeof version === 'string' ? version : '' };
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {}; // A package whose package.json is broken is not installed.
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
