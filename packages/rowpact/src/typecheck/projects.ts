import { readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { byCodeUnit } from '@rowpact/model';
import { runScript } from './run-checker.js';
import { type Checker, type CheckerName, findChecker } from './checker.js';

/** One `tsconfig.json` that has files of its own, and what checks them. */
export interface Project {
  /** Absolute. */
  readonly config: string;
  readonly checker: Checker;
}

export interface FoundProjects {
  readonly projects: readonly Project[];
  /** Sentences for people: what nobody checks. */
  readonly notes: readonly string[];
  /** Why a project cannot be checked; empty where all can. */
  readonly broken: readonly string[];
}

interface Search {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly projects: Project[];
  readonly notes: string[];
  readonly broken: string[];
  readonly seen: Set<string>;
}

/**
 * The projects whose types a consumer checks: its own `tsconfig.json` and those that it refers to; without one, every project
 * below it, else the nearest above.
 * @param folder - the consumer's folder, absolute.
 */
export async function findProjects(
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<FoundProjects> {
  const search: Search = { env, projects: [], notes: [], broken: [], seen: new Set() };
  for (const config of await configsOf(folder)) await takeConfig(search, config);
  return search;
}

async function configsOf(folder: string): Promise<readonly string[]> {
  const names = await namesIn(folder);
  if (names.includes(CONFIG)) return [join(folder, CONFIG)];
  const below = (await readdir(folder, { recursive: true }).catch(() => []))
    .filter((path) => basename(path) === CONFIG && !/(?:^|[\\/])(?:node_modules|\.[^\\/]+)[\\/]/u.test(path))
    .sort(byCodeUnit);
  if (below.length > 0) return below.map((path) => join(folder, path));
  for (let above = dirname(folder); dirname(above) !== above; above = dirname(above)) {
    if ((await namesIn(above)).includes(CONFIG)) return [join(above, CONFIG)];
  }
  return [];
}

const CONFIG = 'tsconfig.json';

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

/** A project without files is there to name others. */
async function takeConfig(search: Search, config: string): Promise<void> {
  if (search.seen.has(config)) return;
  search.seen.add(config);
  const folder = dirname(config);
  const tsc = await findChecker('tsc', folder);
  if (tsc === null) {
    search.broken.push('TypeScript is not installed in its folder or above it');
    return;
  }
  const shown = await showConfig(tsc, config, search.env);
  if ('broken' in shown) search.broken.push(shown.broken);
  else {
    if (shown.files) search.projects.push({ config, checker: await checkerOf(search, folder, tsc) });
    for (const path of shown.references) await takeConfig(search, path);
  }
}

type ShownConfig = { readonly files: boolean; readonly references: readonly string[] } | { readonly broken: string };

/** What a configuration comes to, by the compiler that reads it. */
async function showConfig(tsc: Checker, config: string, env: Search['env']): Promise<ShownConfig> {
  const folder = dirname(config);
  const { stdout, stderr } = await runScript([tsc.script, '--showConfig', '-p', basename(config)], folder, env);
  const start = stdout.indexOf('{');
  if (start !== 0)
    return { broken: `${stdout}\n${stderr}`.trim().split('\n')[0] ?? 'its configuration cannot be read' };
  const { files, references } = JSON.parse(stdout) as Shown;
  return {
    files: (files ?? []).length > 0,
    references: (references ?? []).map(({ path }) => {
      const whole = resolve(folder, path);
      return whole.endsWith('.json') ? whole : join(whole, CONFIG);
    }),
  };
}

/** What `tsc --showConfig` prints, in part. */
interface Shown {
  readonly files?: readonly string[];
  readonly references?: readonly { readonly path: string }[];
}

const OF_COMPONENTS: readonly { readonly ending: string; readonly name: CheckerName }[] = [
  { ending: '.svelte', name: 'svelte-check' },
  { ending: '.vue', name: 'vue-tsc' },
];

/** Components are checked by programs of their own, which check the modules beside them as well. */
async function checkerOf({ notes }: Search, folder: string, tsc: Checker): Promise<Checker> {
  for (const { ending, name } of OF_COMPONENTS) {
    if (!(await hasFile(folder, ending))) continue;
    const checker = await findChecker(name, folder);
    if (checker !== null) return checker;
    notes.push(`${name} is not installed, so nobody checks the types in its ${ending} files`);
  }
  return tsc;
}

async function hasFile(folder: string, ending: string): Promise<boolean> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  if (entries.some((entry) => entry.isFile() && entry.name.endsWith(ending))) return true;
  for (const entry of entries) {
    const inner = entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.');
    if (inner && (await hasFile(join(folder, entry.name), ending))) return true;
  }
  return false;
}
