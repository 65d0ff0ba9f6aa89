import { readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { byCodeUnit, sha256 } from '@rowpact/model';

let fingerprint: string | null = null;

/**
 * SHA-256 over the code of this package. It is part of every cache key: whatever the replay or the introspection learns
 * to do differently, no run is answered with what older code made. Takes a few milliseconds, once.
 */
export function codeFingerprint(): string {
  fingerprint ??= sha256(...filesBelow(fileURLToPath(new URL('..', import.meta.url))));
  return fingerprint;
}

function filesBelow(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((left, right) => byCodeUnit(left.name, right.name));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return isCode(entry.name) ? [entry.name, readFileSync(path, 'utf8')] : [];
  });
}

function isCode(name: string): boolean {
  return ['.js', '.ts'].includes(extname(name)) && !name.endsWith('.d.ts') && !name.includes('.test.');
}
