import { readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { byCodeUnit, sha256 } from '@rowpact/model';

let fingerprint: string | null = null;

/**
 * SHA-256 over the code of this package and of the model, and the versions of the libraries that parse for it. Whatever the
 * scanner learns to find, no file is answered with what older code found in it.
 */
export function codeFingerprint(): string {
  const own = fileURLToPath(new URL('..', import.meta.url));
  const model = dirname(fileURLToPath(import.meta.resolve('@rowpact/model')));
  fingerprint ??= sha256(readFileSync(join(own, '../package.json'), 'utf8'), ...filesBelow(own), ...filesBelow(model));
  return fingerprint;
}

function filesBelow(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((left, right) => byCodeUnit(left.name, right.name));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'cases' || entry.name === 'testing' ? [] : filesBelow(path);
    return isCode(entry.name) ? [entry.name, readFileSync(path, 'utf8')] : [];
  });
}

function isCode(name: string): boolean {
  return ['.js', '.ts'].includes(extname(name)) && !name.endsWith('.d.ts') && !name.includes('.test.');
}
