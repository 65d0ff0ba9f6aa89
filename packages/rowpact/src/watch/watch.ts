import { dirname, join, relative, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Report } from '@rowpact/model';
import { findRegistry } from '@rowpact/registry';
import { carryOut } from '../carry-out.js';
import { failedReport, failuresOf } from '../failed-report.js';
import type { RowpactOptions } from '../options.js';
import { type Progress, progressOn } from '../progress.js';
import type { Plan } from '../plan.js';
import { registryInUse } from '../registry-in-use.js';
import type { OutputFormat } from '../run-command.js';
import type { World } from '../world.js';
import { GenerationThread } from './generation-thread.js';
import { Sources } from './sources.js';
import { watchPrinter, type WatchedRun } from './watch-printer.js';

/** A thread that says nothing for so many seconds is stuck in one statement: waiting for it ends where a source has changed. */
const STUCK = 10;

/**
 * Generates, and generates again whenever something changed that it reads, until the world wants an end. Runs follow each
 * other and never overlap. What goes wrong is printed, and the next change tries again.
 * @returns the exit code: 2 where it cannot even begin
 */
export async function watch(options: RowpactOptions, world: World, format: OutputFormat): Promise<0 | 2> {
  const stopped = world.untilStopped().then(() => 'stopped' as const);
  const print = watchPrinter(world, format);
  const registry = await registryOf(options);
  if (registry === null) {
    const failures = await registryInUse(options).then(() => [], failuresOf);
    print({ report: failedReport('generate', failures), changed: [], milliseconds: 0 }, true);
    return 2;
  }
  const watching = new Watching({ ...options, registry }, world);
  try {
    for (let changed: readonly string[] = []; ;) {
      const run = await Promise.race([watching.generate(changed), stopped]);
      if (run === 'stopped') return 0;
      if (run !== 'outdated') {
        const isLast = changed.length === 0 && isMisused(run.report);
        print(run, isLast);
        if (isLast) return 2;
      }
      const next = await Promise.race([watching.nextChange(), stopped]);
      if (next === 'stopped') return 0;
      changed = next;
    }
  } finally {
    await watching.end();
  }
}

async function registryOf({ registry, cwd }: RowpactOptions): Promise<string | null> {
  return registry === undefined ? findRegistry(cwd) : resolve(cwd, registry);
}

/** Names on the command line that the registry has not: no change to watch for would mend that. */
function isMisused({ failures }: Report): boolean {
  return failures.some(({ code }) => code === 'usage');
}

/** Absolute paths of what a plan was made from, without what it makes. */
function readBy({ root, inputs, changes }: Plan): readonly string[] {
  const made = new Set(changes.map(({ path }) => join(root, path)));
  return (inputs ?? []).filter((path) => !made.has(path));
}

/** What lives as long as the watching: the watchers, the thread, and the line of progress. */
class Watching {
  private readonly root: string;
  private readonly sources: Sources;
  private readonly progress: Progress;
  private readonly thread: GenerationThread;
  private writing: Promise<unknown> = Promise.resolve();
  private isEnding = false;

  constructor(
    private readonly options: RowpactOptions & { readonly registry: string },
    private readonly world: World,
  ) {
    this.root = dirname(options.registry);
    this.progress = progressOn(world.stderr);
    this.thread = new GenerationThread(this.progress.report);
    this.sources = new Sources(options, this.root, (code) =>
      world.stderr.write(`note: the system watches no more folders (${code}): looking every second instead\n`),
    );
  }

  /** One run. `outdated` where it was given up, since it hung and what it read had changed. */
  async generate(changed: readonly string[]): Promise<WatchedRun | 'outdated'> {
    const startedAt = this.world.now();
    await this.sources.see();
    const over = new AbortController();
    const answer = await Promise.race([this.thread.plan(this.options), this.outdated(over.signal)]);
    over.abort();
    this.progress.stop();
    if (answer === 'outdated') {
      await this.thread.end();
      return answer;
    }
    const report = 'failures' in answer ? failedReport('generate', answer.failures) : await this.write(answer.plan);
    const paths = changed.map((path) => relative(this.root, path).replaceAll('\\', '/'));
    return { report, changed: paths, milliseconds: this.world.now() - startedAt };
  }

  /** Resolves when a source is not as the last run found it, with the absolute paths. */
  async nextChange(): Promise<readonly string[]> {
    for (;;) {
      if (this.sources.changed().length > 0) {
        await this.sources.calm();
        const changed = this.sources.changed();
        if (changed.length > 0) return changed;
      }
      await this.sources.stirred();
    }
  }

  private async write(plan: Plan): Promise<Report> {
    this.sources.add(readBy(plan));
    if (this.isEnding) return failedReport('generate', []);
    const written = this.world
      .uninterrupted(() => carryOut(plan))
      .catch((error: unknown) => failedReport('generate', failuresOf(error)));
    this.writing = written;
    return written;
  }

  /** Resolves when the thread hangs and works on what is not so any more: a loop in a migration that was just mended. */
  private async outdated(signal: AbortSignal): Promise<'outdated'> {
    for (;;) {
      await this.sources.stirred();
      for (let silent = 0, steps = -1; silent < STUCK; silent += 1) {
        if (steps !== this.thread.steps) silent = 0;
        ({ steps } = this.thread);
        await delay(1000, undefined, { signal });
      }
      if (this.sources.changed().length > 0) return 'outdated';
    }
  }

  /** Ends everything; what is being written is written to its end. */
  async end(): Promise<void> {
    this.isEnding = true;
    this.sources.close();
    await this.thread.end();
    this.progress.stop();
    await this.writing;
  }
}
