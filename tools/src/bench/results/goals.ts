import type { Series } from './series.js';

/** A limit that the issue sets. */
export type Goal =
  | { readonly kind: 'ratio'; readonly subject: string; readonly peer: string; readonly limit: number }
  | { readonly kind: 'milliseconds'; readonly subject: string; readonly limit: number }
  /** What the subject may take more than its peer. */
  | { readonly kind: 'more'; readonly subject: string; readonly peer: string; readonly limit: number }
  /** Of the memory that was resident at most, in MB. */
  | { readonly kind: 'megabytes'; readonly subject: string; readonly limit: number }
  | { readonly kind: 'count'; readonly subject: string; readonly count: number; readonly limit: number };

/** A goal and what came of it. */
export interface GoalResult {
  readonly subject: string;
  /** The subject's median: milliseconds, megabytes, or a count. */
  readonly measured: number;
  readonly unit: 'ms' | 'MB' | 'times';
  readonly peer: string | null;
  /** The peer's median. */
  readonly peerMeasured: number | null;
  /** Subject by peer, medians; null where there is no peer, or what counts is the difference. */
  readonly ratio: number | null;
  /** Of the ratio where there is a peer, else of what was measured. */
  readonly limit: number;
  readonly met: boolean;
}

/** The goals on one server or engine that can be introspected. */
export function introspectionGoals(name: string): readonly Goal[] {
  const subject = `rowpact introspect, ${name}`;
  return [
    { kind: 'ratio', subject, peer: `catalog query, ${name}`, limit: 2 },
    { kind: 'ratio', subject, peer: `documented catalog query, ${name}`, limit: 2 },
    { kind: 'ratio', subject, peer: `kysely-codegen introspect, ${name}`, limit: 0.25 },
  ];
}

/** The goals of whole processes on one server. */
export function serverGoals(name: string): readonly Goal[] {
  return [
    { kind: 'ratio', subject: `rowpact generate, ${name}`, peer: `kysely-codegen, ${name}`, limit: 0.6 },
    { kind: 'milliseconds', subject: `rowpact generate again, ${name}`, limit: 400 },
  ];
}

/** The goals of whole processes on a folder of migrations. @param watch the subject that watches a producer of the usual size */
export function migrationsGoals(warmEngineStarts: number, watch: string): readonly Goal[] {
  return [
    { kind: 'milliseconds', subject: watch, limit: 1000 },
    { kind: 'milliseconds', subject: 'rowpact generate again, migrations', limit: 400 },
    { kind: 'count', subject: 'engine starts with nothing changed', count: warmEngineStarts, limit: 0 },
  ];
}

/** The goals of scanning a big consumer. The engine alone takes half of what a scan may. */
export function scanGoals(warmEngineStarts: number): readonly Goal[] {
  return [
    { kind: 'ratio', subject: 'rowpact scan, consumer never seen', peer: 'tsc --noEmit, same consumer', limit: 0.3 },
    { kind: 'milliseconds', subject: 'rowpact scan again', limit: 1000 },
    { kind: 'milliseconds', subject: 'rowpact scan, one file changed', limit: 1500 },
    { kind: 'milliseconds', subject: 'rowpact scan, one statement changed', limit: 1500 },
    { kind: 'megabytes', subject: 'rowpact scan, consumer never seen', limit: 1600 },
    { kind: 'megabytes', subject: 'rowpact scan again', limit: 500 },
    { kind: 'count', subject: 'engine starts in a scan with nothing changed', count: warmEngineStarts, limit: 0 },
  ];
}

/** The goals of checking one pending migration; the engine's starts are those of `CheckSubjects`. */
export function checkGoals({ nothingPending, again, edited }: CheckEngineStarts): readonly Goal[] {
  const limits = [CHECKS.again, CHECKS.newCheckoutPending, CHECKS.statement, CHECKS.edited];
  return [
    ...[CHECKS.nothingPending, CHECKS.newCheckout].map((subject): Goal => ({
      kind: 'milliseconds',
      subject,
      limit: 500,
    })),
    ...limits.map((subject): Goal => ({ kind: 'milliseconds', subject, limit: 3000 })),
    { kind: 'megabytes', subject: CHECKS.statement, limit: 1600 },
    { kind: 'megabytes', subject: CHECKS.edited, limit: 1600 },
    { kind: 'count', subject: 'engine starts in a check with nothing pending', count: nothingPending, limit: 0 },
    { kind: 'count', subject: 'engine starts in a check again', count: again, limit: 0 },
    { kind: 'count', subject: 'engine starts in a check of an edited migration', count: edited, limit: 1 },
  ];
}

/** Ten times the consumers, with ten times the statements, may take ten times the time. */
export function checkSizeGoals(sizes: readonly CheckedSize[]): readonly Goal[] {
  return sizes.flatMap((size, at): readonly Goal[] => {
    const smaller = sizes[at - 1];
    if (!smaller) return [];
    const limit = (size.consumers * size.statementsEach) / (smaller.consumers * smaller.statementsEach);
    return [{ kind: 'ratio', subject: CHECKS.size(size), peer: CHECKS.size(smaller), limit }];
  });
}

export interface CheckEngineStarts {
  readonly nothingPending: number;
  readonly again: number;
  readonly edited: number;
}

/** How many consumers a registry has, and how many statements each. */
export interface CheckedSize {
  readonly consumers: number;
  readonly statementsEach: number;
}

/** What is measured of checking. */
export const CHECKS = {
  nothingPending: 'rowpact check, nothing pending',
  newCheckout: 'rowpact check, nothing pending, files written anew',
  again: 'rowpact check again, one migration pending',
  newCheckoutPending: 'rowpact check, one migration pending that is known, files written anew',
  statement: 'rowpact check, one statement new',
  edited: 'rowpact check, the migration edited',
  size: ({ consumers, statementsEach }: CheckedSize) =>
    `rowpact check, the migration edited, ${consumers} consumers with ${consumers * statementsEach} statements`,
} as const;

/** The goals of the Nx plugin: what it takes beside what Nx takes. */
export function nxGoals(engineStarts: number): readonly Goal[] {
  return [
    { kind: 'more', subject: NX_COMMANDS.show, peer: NX_COMMANDS.showIdle, limit: 500 },
    { kind: 'more', subject: NX_COMMANDS.sync, peer: NX_COMMANDS.syncIdle, limit: 300 },
    { kind: 'count', subject: 'engine starts in nx sync:check with nothing to do', count: engineStarts, limit: 0 },
  ];
}

/** What is measured of Nx. */
export const NX_COMMANDS = {
  showIdle: 'nx show projects, a plugin that does nothing',
  show: 'nx show projects, @rowpact/nx',
  syncIdle: 'nx sync:check, @rowpact/nx and a sync generator that does nothing',
  sync: 'nx sync:check, @rowpact/nx and its sync generator',
} as const;

/** The goals of asking about statements; `server` is null where no peer was measured. */
export function analysisGoals(server: string | null): readonly Goal[] {
  const alone: Goal = { kind: 'ratio', subject: ASKING.ours, peer: ASKING.prepare, limit: 4 };
  if (server === null) return [alone];
  // Ten times their statements per second is a tenth of their time for the same ones.
  const peers = [ASKING.safeql(server), ASKING.pgtyped(server)];
  return [alone, ...peers.map((peer): Goal => ({ kind: 'ratio', subject: ASKING.oursOfPeers, peer, limit: 0.1 }))];
}

/** What is measured of asking about statements. */
export const ASKING = {
  ours: 'rowpact analysis, embedded',
  prepare: 'PREPARE and DEALLOCATE, embedded',
  oursOfPeers: 'rowpact analysis, embedded, what the peers take',
  safeql: (server: string) => `SafeQL generate, ${server}`,
  pgtyped: (server: string) => `pgtyped getTypes, ${server}`,
} as const;

/** The goals of typing statements: for whoever generates, and for whoever compiles. */
export function typingGoals(engineStarts: number): readonly Goal[] {
  return [
    { kind: 'ratio', subject: TYPING.generate, peer: TYPING.alone, limit: 1.5 },
    { kind: 'count', subject: 'engine starts in typing with nothing changed', count: engineStarts, limit: 0 },
    { kind: 'ratio', subject: TYPING.compiled, peer: TYPING.byHand, limit: 1.3 },
  ];
}

/** What is measured of typing statements. */
export const TYPING = {
  generate: 'rowpact generate, statements typed that were never seen',
  alone: 'rowpact analysis of the same statements, alone',
  again: 'rowpact generate again, statements typed',
  compiled: 'tsc check time, statements typed',
  byHand: 'tsc check time, rows typed by hand',
  bare: 'tsc check time, no row typed',
} as const;

/**
 * Holds one goal against what was measured.
 * @throws where a subject or peer was not measured: a goal is never passed over
 */
export function judge(goal: Goal, series: readonly Series[]): GoalResult {
  const { subject, limit } = goal;
  const alone = { subject, limit, peer: null, peerMeasured: null, ratio: null } as const;
  switch (goal.kind) {
    case 'count':
      return { ...alone, measured: goal.count, unit: 'times', met: goal.count <= limit };
    case 'milliseconds': {
      const measured = medianOf(series, subject);
      return { ...alone, measured, unit: 'ms', met: measured <= limit };
    }
    case 'megabytes': {
      const measured = peakOf(series, subject);
      return { ...alone, measured, unit: 'MB', met: measured <= limit };
    }
    case 'more': {
      const peerMeasured = medianOf(series, goal.peer);
      const measured = medianOf(series, subject) - peerMeasured;
      const more = `${subject}, beyond its peer`;
      return { ...alone, subject: more, peer: goal.peer, peerMeasured, measured, unit: 'ms', met: measured <= limit };
    }
    case 'ratio': {
      const measured = medianOf(series, subject);
      const peerMeasured = medianOf(series, goal.peer);
      const ratio = Math.round((measured / peerMeasured) * 1000) / 1000;
      return { subject, measured, unit: 'ms', peer: goal.peer, peerMeasured, ratio, limit, met: ratio <= limit };
    }
    default:
      return goal satisfies never;
  }
}

function peakOf(series: readonly Series[], id: string): number {
  const found = series.find((one) => one.id === id)?.peak;
  if (!found) throw new Error(`no memory was measured for "${id}"`);
  return found.median;
}

function medianOf(series: readonly Series[], id: string): number {
  const found = series.find((one) => one.id === id);
  if (!found) throw new Error(`nothing was measured for "${id}"`);
  return found.wall.median;
}
