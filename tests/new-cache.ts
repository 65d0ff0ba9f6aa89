import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY, rowpact } from './run-tool.js';
import { sharedFolder } from './shared-folder.js';

const ENGINE = join(REPOSITORY, 'packages/postgres/dist/engine');

/** A new folder for `ROWPACT_CACHE_DIR` that has an engine ready to start, and nothing else: making one takes seconds. */
export async function newCache(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rowpact-cache-'));
  await addTemplate(folder);
  return folder;
}

/** Puts the engine into a cache folder that is there. */
export async function addTemplate(folder: string): Promise<void> {
  const shared = await sharedFolder(join(tmpdir(), `rowpact-template-${await engineKey()}`), makeTemplate);
  for (const name of await readdir(shared)) await cp(join(shared, name), join(folder, name));
}

/** Another build, another engine. */
async function engineKey(): Promise<string> {
  const hash = createHash('sha256').update(REPOSITORY);
  for (const name of (await readdir(ENGINE)).sort()) hash.update(`${name} ${(await stat(join(ENGINE, name))).mtimeMs}`);
  return hash.digest('hex').slice(0, 16);
}

async function makeTemplate(folder: string): Promise<void> {
  const project = join(folder, 'project');
  const cache = join(folder, 'cache');
  await mkdir(join(project, 'registry/league'), { recursive: true });
  await mkdir(join(project, 'migrations'));
  await writeFile(join(project, 'migrations/1.sql'), 'SELECT 1;\n');
  const producer = 'version: 1\nproducer: league\nschema:\n  migrations: migrations\n';
  await writeFile(join(project, 'registry/league/producer.yaml'), producer);
  const { code, stderr } = await rowpact(['snapshot'], { cwd: project, env: { ROWPACT_CACHE_DIR: cache } });
  if (code !== 0) throw new Error(stderr);
  const template = (await readdir(cache)).find((name) => name.endsWith('.template'));
  if (template === undefined) throw new Error(`no template in ${cache}`);
  await cp(join(cache, template), join(folder, template));
  await rm(project, { recursive: true });
  await rm(cache, { recursive: true });
}
