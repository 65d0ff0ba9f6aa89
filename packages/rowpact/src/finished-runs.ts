import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { canonicalJson, type Report, sha256 } from '@rowpact/model';
import { defaultCacheDirectory, openCache } from '@rowpact/postgres/cache';
import { changedSince, isNewer, presenceOf, shallowStampOf, type Stamp, stampOf } from './file-stamps.js';
import type { RowpactOptions } from './options.js';
import type { Plan } from './plan.js';

/**
 * A run that finished, kept so that the same command with nothing changed since reads, parses, generates and compares
 * nothing: it answers what a full run would answer.
 */
interface FinishedRun {
  /** Everything that the run read or wrote. */
  readonly stamps: readonly Stamp[];
  /** Of what was scanned: a folder's names, or only what is there, see `ScannedPath`. */
  readonly scanned: readonly (Stamp & { readonly what: 'content' | 'presence' })[];
  readonly report: Report;
}

/** Where one command's finished run is kept, and what would have to be done to trust it. */
export interface RunMemory {
  /** The report of the last run, where every file it read or wrote is as it left it; null otherwise. */
  recall(): Promise<Report | null>;
  /**
   * Keeps a run whose plan tells what it depends on. One that asked a server, says another thing under --check, or had
   * others at work beside it, is not kept.
   */
  remember(plan: RememberedPlan, report: Report): Promise<void>;
}

/** What the memory of a run needs to know of its plan. */
export type RememberedPlan = Pick<Plan, 'root' | 'inputs' | 'scanned' | 'outputs' | 'whenChecked'>;

/** The memory of this command with these options. `startedAt`: milliseconds since 1970, before anything was read. */
export function runMemory(command: string, options: RowpactOptions, startedAt: number): RunMemory {
  const cache = openCache({ directory: defaultCacheDirectory(options.env), enabled: options.cache ?? true });
  const { cwd, registry, producer, consumer, to, fromSnapshot } = options;
  const key = sha256(command, canonicalJson({ cwd, registry, producer, consumer, to, fromSnapshot }), codeStamp());
  return {
    recall: async () => {
      const body = cache.enabled ? await cache.read('run', key) : null;
      if (!body) return null;
      const run = JSON.parse(body.toString('utf8')) as FinishedRun; // Written below, by this very code: the key says so.
      const holds =
        run.stamps.every(({ path, hash }) => stampOf(path).hash === hash) &&
        run.scanned.every(({ path, what, hash }) => scannedStamp(path, what) === hash);
      return holds ? run.report : null;
    },
    remember: async (plan, report) => {
      if (!cache.enabled || plan.inputs === null || plan.whenChecked.length > 0) return;
      // Changed while we ran: what was read may be older than what is there now.
      if (plan.inputs.some((path) => changedSince(path, startedAt).length > 0)) return;
      if (changedByOthers(plan, report, startedAt)) return;
      const scanned = stampsOfScanned(plan, startedAt);
      if (scanned === null) return;
      const inputs = plan.inputs.map((path) => stampOf(path));
      const outputs = plan.outputs.map((path) => stampOf(path));
      // A folder's stamp speaks for all that is in it.
      const others = inputs.filter(({ path }) => !plan.outputs.some((folder) => path.startsWith(`${folder}${sep}`)));
      const stamps = [...others, ...outputs].map(({ path, hash }) => ({ path, hash }));
      await cache.write(
        'run',
        key,
        Buffer.from(JSON.stringify({ stamps, scanned, report: settled(report) } satisfies FinishedRun)),
      );
    },
  };
}

function scannedStamp(path: string, what: 'content' | 'presence'): string {
  return what === 'presence' ? presenceOf(path) : shallowStampOf(path).hash;
}

/** Null where something is no longer as it was scanned: what was found in it is of yesterday. */
function stampsOfScanned({ outputs, scanned = [] }: RememberedPlan, startedAt: number): FinishedRun['scanned'] | null {
  const own = new Set(outputs);
  // Consumers have the folders above them in common, and what is looked for there.
  const once = new Map(scanned.map((one) => [`${one.what} ${one.found} ${one.path}`, one]));
  const others = [...once.values()].filter(({ path }) => !own.has(path));
  const changed = others.some(
    ({ path, what, found }) => presenceOf(path) !== found || (what === 'content' && isNewer(path, startedAt)),
  );
  return changed ? null : others.map(({ path, what }) => ({ path, what, hash: scannedStamp(path, what) }));
}

/**
 * Whether there is more new in the places of the plan's files than what the run wrote: a contract that somebody added
 * meanwhile was not read.
 */
function changedByOthers({ root, outputs }: RememberedPlan, { files }: Report, startedAt: number): boolean {
  const written = files
    .filter(({ state }) => state !== 'unchanged')
    .flatMap(({ path }) => withFolders(join(root, path)));
  const ours = new Set(written);
  return outputs.some((output) => changedSince(output, startedAt).some((path) => !ours.has(path)));
}

/** The path and every folder above it: they change too when a file in them is written. */
function withFolders(path: string): readonly string[] {
  const folder = dirname(path);
  return folder === path ? [path] : [path, ...withFolders(folder)];
}

/** The report as the same command gives it once nothing is left to do. */
function settled(report: Report): Report {
  return {
    ...report,
    producers: report.producers.map((producer) => ({ ...producer, replayed: producer.replayed === null ? null : 0 })),
    files: report.files.filter(({ state }) => state !== 'deleted').map((file) => ({ ...file, state: 'unchanged' })),
  };
}

/**
 * Our own code: what a new version does differently, no remembered run may answer. Of a package that was installed, the
 * manifest tells: whatever installs one writes it anew.
 */
function codeStamp(): string {
  const parts = [
    '@rowpact/model',
    '@rowpact/postgres',
    '@rowpact/registry',
    '@rowpact/codegen',
    '@rowpact/impact',
    '@rowpact/scan',
  ];
  const folders = [import.meta.url, ...parts.map((part) => import.meta.resolve(part))].map((url) =>
    dirname(fileURLToPath(url)),
  );
  // What runs; types are two files of three and change nothing.
  const runs = (name: string): boolean => !name.endsWith('.d.ts');
  const partOf = (folder: string): string =>
    folder.includes(`${sep}node_modules${sep}`) ? join(dirname(folder), 'package.json') : folder;
  return sha256(...folders.map((folder) => stampOf(partOf(folder), runs).hash));
}
