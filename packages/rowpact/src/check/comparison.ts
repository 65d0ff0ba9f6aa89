import {
  type Change,
  type ChangeOrigin,
  partsOf,
  type SchemaState,
  type SequenceDetail,
  type SetChange,
} from '@rowpact/model';
import { diffStates, type FoundChange } from '@rowpact/impact';
import type { EmbeddedDatabase, WalkedMigration } from '@rowpact/postgres';

/** Two states of a producer's schema, what lies between them, and databases that have them. */
export interface Comparison {
  readonly before: SchemaState;
  readonly after: SchemaState;
  readonly changes: readonly Change[];
  readonly notes: readonly string[];
  /** A database without data; the caller closes it. */
  readonly openBase: () => Promise<EmbeddedDatabase>;
  readonly openHead: () => Promise<EmbeddedDatabase>;
  /** Names of the two states, where they are known without reading them: equal only for equal states. */
  readonly keys?: { readonly before: string; readonly after: string };
  /** Ends what still runs of making the states, where nobody opened it. */
  readonly close?: () => Promise<void>;
}

/**
 * The changes that a walk over migrations made, taken together: what came and went on the way is none. Each points at the
 * statement that made it.
 */
export function walkedChanges(
  before: SchemaState,
  steps: readonly WalkedMigration[],
  setChanges: readonly SetChange[],
): readonly Change[] {
  const ofSet = setChanges.map((change) => ({ ...change, origin: null }));
  if (steps.length === 0) return ofSet;
  const after = steps.at(-1)?.after ?? before;
  const found = diffStates(before, after, 'catalog');
  const stepwise = stepChanges(before, steps);
  return [
    ...ofSet,
    ...found.map((one) => ({ ...one.change, origin: originOf(one, stepwise) })),
    ...restartedSequences(before, after, steps, found),
    ...steps.flatMap(dataChanges),
  ];
}

/**
 * A sequence that starts again stands in a replayed database, which has hardly a row, where it stood before. What gives it away is that a
 * RESTART made its storage anew; TRUNCATE … RESTART IDENTITY takes the rows along.
 */
function restartedSequences(
  before: SchemaState,
  after: SchemaState,
  steps: readonly WalkedMigration[],
  found: readonly FoundChange[],
): readonly Change[] {
  const told = new Set(found.flatMap(({ change }) => (change.kind === 'sequence-changed' ? [change.before.oid] : [])));
  const now = new Map(after.details.sequences.map((sequence) => [sequence.oid, sequence]));
  return before.details.sequences.flatMap((was): readonly Change[] => {
    const is = now.get(was.oid);
    if (is === undefined || told.has(was.oid)) return [];
    const origin = lastOrigin(steps, was.oid);
    if (origin === null || !restarts(origin.statement, was)) return [];
    return [{ kind: 'sequence-changed', before: was, after: is, restarted: true, exhausted: false, origin }];
  });
}

/** A statement may be named for want of a better one: it must name the sequence, or the column that it fills. */
function restarts(statement: string, { id, ownedBy }: SequenceDetail): boolean {
  if (!/\brestart\b/iu.test(statement) || /^truncate\b/iu.test(statement)) return false;
  const text = statement.toLowerCase();
  const named = (name: string): boolean => text.includes(name.toLowerCase());
  return (
    named(partsOf(id).name) || (ownedBy !== null && named(partsOf(ownedBy.relation).name) && named(ownedBy.column))
  );
}

function lastOrigin(steps: readonly WalkedMigration[], oid: number): ChangeOrigin | null {
  const identities = (['pg_class', 'pg_sequence'] as const).map((catalog) => ({ catalog, oid, sub: 0 }));
  for (const { origins } of [...steps].reverse()) {
    const origin = origins.originOf(identities);
    if (origin !== null) return origin;
  }
  return null;
}

interface StepChanges {
  readonly step: WalkedMigration;
  /** What this one migration changed, by kind and subject. */
  readonly keys: ReadonlySet<string>;
}

/** With one migration there is nothing to tell apart. */
function stepChanges(before: SchemaState, steps: readonly WalkedMigration[]): readonly StepChanges[] {
  const [only, ...others] = steps;
  if (only !== undefined && others.length === 0) return [{ step: only, keys: new Set() }];
  return steps.map((step, index) => {
    const previous = steps[index - 1]?.after ?? before;
    const changes = diffStates(previous, step.after, 'catalog');
    return { step, keys: new Set(changes.map(({ change, touched }) => `${change.kind} ${JSON.stringify(touched)}`)) };
  });
}

/** The last migration that made this very change, else the last that touched what it is about. */
function originOf({ change, touched }: FoundChange, steps: readonly StepChanges[]): ChangeOrigin | null {
  const key = `${change.kind} ${JSON.stringify(touched)}`;
  const likely = [...steps.filter(({ keys }) => keys.has(key)), ...steps].reverse();
  const ordered = [...likely.filter(({ keys }) => keys.has(key)), ...likely];
  for (const { step } of ordered) {
    const origin = step.origins.originOf(touched);
    if (origin !== null) return origin;
  }
  return null;
}

function dataChanges({ data, declared }: WalkedMigration): readonly Change[] {
  return [
    ...data.map(({ relation, how, columns, origin }) => ({
      kind: 'data-written' as const,
      relation,
      how,
      columns,
      origin,
    })),
    ...declared.map(({ relations, note, origin }) => ({ kind: 'data-declared' as const, relations, note, origin })),
  ];
}
