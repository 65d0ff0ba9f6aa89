import { copyFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openCache } from '../cache.js';
import { templateKey } from '../replay-keys.js';
import { loadTemplate, type Template } from '../state-store.js';

/** Where test files hand the template to each other, from run to run: initdb takes seconds. */
const SHARED = fileURLToPath(new URL('../../../../../node_modules/.cache/rowpact-tests', import.meta.url));

/** An empty database to start engines from. */
export function sharedTemplate(): Promise<Template> {
  return loadTemplate(openCache({ directory: SHARED }), templateKey(), () => undefined);
}

/** A new cache folder that holds nothing but the template. */
export async function folderWithTemplate(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rowpact-cache-'));
  await addTemplate(folder);
  return folder;
}

/** Puts the template into a cache folder that is there. */
export async function addTemplate(folder: string): Promise<void> {
  const key = templateKey();
  await sharedTemplate();
  await copyFile(join(SHARED, `${key}.template`), join(folder, `${key}.template`));
}
