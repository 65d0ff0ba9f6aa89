import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, type FileChange } from '@rowpact/model';
import type { RegisteredProducer, Registry } from '@rowpact/registry';

/**
 * `snapshot --to REV` pins the producer's snapshot: what is generated afterwards stays at that revision until the
 * next `snapshot` without `--to`. The pin is a file of its own, so that an unpinned snapshot holds nothing but schema.
 */
export function pinChange(registry: Pick<Registry, 'name'>, producer: string, revision: string | null): FileChange {
  const content = revision === null ? null : `${JSON.stringify({ pinned: revision }, null, 2)}\n`;
  return { path: pinPath(registry, producer), content };
}

/** The revision that an earlier `snapshot --to` pinned, or null. */
export async function readPin(
  registry: Pick<Registry, 'root' | 'name'>,
  { producer }: Pick<RegisteredProducer, 'producer'>,
): Promise<string | null> {
  const path = pinPath(registry, producer.name);
  const text = await readFile(join(registry.root, path), 'utf8').catch(() => null);
  if (text === null) return null;
  const revision = pinnedIn(text);
  if (revision !== null) return revision;
  return fail({
    code: 'snapshot-invalid',
    message: 'the pin of this snapshot names no revision',
    hint: 'delete the file, or run `rowpact snapshot --to REV` again',
    location: { file: path },
  });
}

function pinnedIn(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('pinned' in value)) return null;
    return typeof value.pinned === 'string' && value.pinned !== '' ? value.pinned : null;
  } catch {
    return null; // Not JSON: the caller says what to do about it.
  }
}

/** Relative to the registry's root. */
export function pinPath(registry: Pick<Registry, 'name'>, producer: string): string {
  return `${registry.name}/${producer}/pin.json`;
}
