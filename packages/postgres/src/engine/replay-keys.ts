import { byCodeUnit, canonicalJson, sha256, type ExtensionStub } from '@rowpact/model';
import { requestedExtensions } from '../migrations/requested-extensions.js';
import type { Migration } from '../migrations/migration.js';
import { codeFingerprint } from './code-fingerprint.js';
import { INITDB_PARAMETERS, START_PARAMETERS } from './engine-settings.js';
import { engineIdentity, findExtension } from './extension-packages.js';

/** What an empty database of this engine is stored under. Our own code is no part of it: initdb takes seconds. */
export function templateKey(): string {
  return sha256('template', engineIdentity(), ...INITDB_PARAMETERS, ...START_PARAMETERS);
}

/**
 * Keys of the states before the first migration and after each one, so one more than there are migrations. A key says
 * everything that the state depends on: engine, code, stubs, every migration up to there and the extensions it asks for.
 */
export function stateKeys(
  migrations: readonly Migration[],
  stubs: readonly ExtensionStub[],
  packageFolders: readonly string[],
): readonly [string, ...string[]] {
  const ordered = [...stubs].sort((left, right) => byCodeUnit(left.extension, right.extension));
  const keys: [string, ...string[]] = [sha256('state', templateKey(), codeFingerprint(), canonicalJson(ordered))];
  for (const migration of migrations) {
    const packages = textsOf(migration)
      .flatMap(requestedExtensions)
      .map((name) => findExtension(name, packageFolders)?.identity ?? 'none');
    keys.push(sha256(keys.at(-1) ?? '', migration.hash, ...packages));
  }
  return keys;
}

/** The migration's own text and those of the files that it includes. */
export function textsOf(migration: Migration): readonly string[] {
  return [migration.text, ...migration.included.map((file) => file.text)];
}
