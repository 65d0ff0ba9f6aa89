import { type ConstantQuestion, type ConstantVerdict, type RelationId, type SchemaState } from '@rowpact/model';
import type { ImpactQuestion } from '../question.js';
import { arriving, type ArrivingValue, type WrittenRow } from '../writing/rows-written.js';

/** Something new that rows of a relation must pass. */
export interface Demand {
  /** The relation's name after the changes. */
  readonly relation: RelationId;
  /** The columns that decide it. */
  readonly columns: readonly string[];
  /** Boolean SQL over them; null where their types alone decide (a domain, a shorter text). */
  readonly check: string | null;
}

/** How one written row stands to a demand. */
export type RowOutcome =
  /** It writes none of the columns, or what it writes passes. */
  | { readonly kind: 'passes' }
  /** PostgreSQL refuses these very values. `column`: where one alone is known to be to blame. */
  | { readonly kind: 'fails'; readonly column: string | null; readonly values: Readonly<Record<string, string>> }
  /** Nobody can say without the values; `column`: the one that is open. */
  | { readonly kind: 'depends'; readonly column: string };

/**
 * What PostgreSQL is to be asked about one row: only a row whose every deciding value is a constant can be evaluated. Types are
 * asked about column by column.
 */
export function questionsAbout(row: WrittenRow, demand: Demand, state: SchemaState): readonly ConstantQuestion[] {
  const { relation, columns, check } = demand;
  const values = valuesOf(row, demand, state);
  if (check === null)
    return columns.flatMap((column) => {
      const sql = sqlOf(values.get(column) ?? null);
      return sql === null || sql === 'NULL' ? [] : [question(relation, { [column]: sql }, null)];
    });
  if (!isTouched(values)) return [];
  const known = columns.map((column) => [column, sqlOf(values.get(column) ?? null)] as const);
  if (known.some(([, sql]) => sql === null)) return [];
  return [question(relation, Object.fromEntries(known.map(([column, sql]) => [column, sql ?? 'NULL'])), check)];
}

/** How the row stands to the demand, by PostgreSQL's answers. */
export function outcomeOf(row: WrittenRow, demand: Demand, { after, constants }: ImpactQuestion): RowOutcome {
  const values = valuesOf(row, demand, after);
  if (!isTouched(values)) return { kind: 'passes' };
  const asked = questionsAbout(row, demand, after);
  const answers = asked.map((one) => ({ one, answer: constants.get(one.key) ?? NOT_EVALUATED }));
  for (const { one, answer } of answers)
    if (answer.kind === 'fails' || answer.kind === 'refused') return failed(one, demand);
  const open = answers.find(({ answer }) => answer.kind === 'not evaluated');
  if (open !== undefined) return dependsOn(values, true);
  if (demand.check !== null && asked.length > 0) return { kind: 'passes' };
  return demand.columns.some((column) => isOpen(values.get(column) ?? null, demand.check !== null))
    ? dependsOn(values)
    : { kind: 'passes' };
}

const NOT_EVALUATED: ConstantVerdict = { kind: 'not evaluated' };

function failed({ values }: ConstantQuestion, { columns, check }: Demand): RowOutcome {
  const [only, ...others] = check === null ? Object.keys(values) : columns;
  return { kind: 'fails', column: others.length === 0 ? (only ?? null) : null, values };
}

/**
 * Where all of it is the producer's own defaults, nobody but the producer is asked; but a column that is left to NULL is no value of
 * the producer's, where nobody evaluated what that means.
 */
function dependsOn(values: ReadonlyMap<string, ArrivingValue | null>, unevaluated = false): RowOutcome {
  const written = [...values].filter(([, value]) => isWritten(value));
  const left = unevaluated ? [...values].filter(([, value]) => value?.kind === 'null') : [];
  const [open = written[0] ?? left[0]] = written.filter(
    ([, value]) => value?.kind === 'parameter' || value?.kind === 'expression',
  );
  return open === undefined ? { kind: 'passes' } : { kind: 'depends', column: open[0] };
}

function valuesOf(
  row: WrittenRow,
  { relation, columns }: Demand,
  state: SchemaState,
): ReadonlyMap<string, ArrivingValue | null> {
  return new Map(columns.map((column) => [column, arriving(row, relation, column, state)]));
}

/** An UPDATE that sets none of the columns leaves a row as good as it was; an INSERT of defaults alone may still fail. */
function isTouched(values: ReadonlyMap<string, ArrivingValue | null>): boolean {
  return [...values.values()].some((value) => value !== null && value.kind !== 'fresh' && value.kind !== 'computed');
}

/** Whether the statement itself says what the column gets. */
function isWritten(value: ArrivingValue | null): boolean {
  if (value === null || value.kind === 'fresh' || value.kind === 'computed') return false;
  return !((value.kind === 'constant' || value.kind === 'null') && value.omitted);
}

/** What keeps a row from being decided: with a check also what an UPDATE leaves as it is. */
function isOpen(value: ArrivingValue | null, withCheck: boolean): boolean {
  if (value === null) return withCheck;
  if (value.kind === 'computed' || value.kind === 'fresh') return withCheck;
  return value.kind === 'parameter' || value.kind === 'expression';
}

function sqlOf(value: ArrivingValue | null): string | null {
  if (value?.kind === 'null') return 'NULL';
  return value?.kind === 'constant' ? value.sql : null;
}

function question(
  relation: RelationId,
  values: Readonly<Record<string, string>>,
  check: string | null,
): ConstantQuestion {
  return { key: JSON.stringify([relation, values, check]), relation, values, check };
}

/** The worst of the rows: one that fails, else one that depends on values. */
export function worstOf(
  rows: readonly WrittenRow[],
  demand: Demand,
  question: ImpactQuestion,
): Exclude<RowOutcome, { kind: 'passes' }> | null {
  let worst: Exclude<RowOutcome, { kind: 'passes' }> | null = null;
  for (const row of rows) {
    const outcome = outcomeOf(row, demand, question);
    if (outcome.kind === 'fails') return outcome;
    if (outcome.kind === 'depends') worst ??= outcome;
  }
  return worst;
}
