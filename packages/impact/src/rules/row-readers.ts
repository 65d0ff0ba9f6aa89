import { partsOf, type RelationAccess, type RelationId, type RoutineVerdict } from '@rowpact/model';
import type { ImpactQuestion } from '../question.js';
import type { StatementAt } from '../rule.js';
import { namesInText } from './column-named.js';
import { accessesBefore, accessesTo, analysisBefore } from './statement-facts.js';

/** Where rows of a relation reach a statement. */
export interface RowsReached {
  /** Columns it reads, by name or through `*`; null where nobody can say which. */
  readonly columns: ReadonlySet<string> | null;
  /** They come through a view or a routine. */
  readonly behind: boolean;
}

/** How rows of a relation reach a statement: itself, through views (not through stored ones) and through routines; null for not. */
export function rowsReached(at: StatementAt, relation: RelationId): RowsReached | null {
  const accesses = accessesTo(at, relation).filter(
    (access) => readsRows(access) && !isStored(at, access) && !isOnlyNamed(at, access),
  );
  const direct = accesses.filter(({ through }) => through.length === 0);
  const chosen = direct.length > 0 ? direct : accesses;
  if (chosen.length > 0) {
    return {
      columns: new Set(chosen.flatMap(({ read, exposed }) => [...read, ...exposed])),
      behind: direct.length === 0,
    };
  }
  const routines = routinesBehind(at).filter(({ relations }) => relations.includes(relation));
  if (routines.length === 0) return null;
  const columns = routines.flatMap((routine) => routine.columns[relation] ?? []);
  return { columns: columns.length === 0 ? null : new Set(columns), behind: true };
}

/** Whether an access reads rows, be it only to count, change or delete them: an INSERT alone does not. */
export function readsRows({ read, exposed, wholeRow, update, deletes, insert, omitted }: RelationAccess): boolean {
  if (read.length + exposed.length + update.length > 0 || wholeRow || deletes) return true;
  return insert.length === 0 && omitted === null;
}

/** `'players'::regclass` is an access without columns, as `count(*)` is one, but its text names no relation. */
function isOnlyNamed(at: StatementAt, access: RelationAccess): boolean {
  const { relation, through, read, exposed, update, deletes } = access;
  if (through.length > 0 || read.length + exposed.length + update.length > 0 || deletes) return false;
  return !namesInText(at, plainName(relation));
}

/** Through a materialised view come the rows of its last refresh. */
function isStored({ question }: StatementAt, { through }: RelationAccess): boolean {
  return through.some(
    (view) => question.before.snapshot.relations.find(({ id }) => id === view)?.kind === 'materialized view',
  );
}

/** What is known of the bodies that run when the statement runs: functions it calls, triggers of what it writes. */
export function routinesBehind(at: StatementAt): readonly RoutineVerdict[] {
  const signatures = routineSignatures(at);
  return at.question.routines.before.filter(({ signature }) => signatures.has(signature));
}

const signaturesOf = new WeakMap<StatementAt, ReadonlySet<string>>();

/** Signatures of the routines outside pg_catalog that run when the statement runs, those that they call in turn included. */
export function routineSignatures(at: StatementAt): ReadonlySet<string> {
  const known = signaturesOf.get(at) ?? findSignatures(at);
  signaturesOf.set(at, known);
  return known;
}

function findSignatures(at: StatementAt): ReadonlySet<string> {
  const called = new Set<string>([
    ...(analysisBefore(at)?.functions ?? []),
    ...accessesBefore(at).flatMap((access) => triggersOf(at, access)),
  ]);
  const callees = called.size === 0 ? null : calleesIn(at.question);
  const open = [...called];
  for (let signature = open.pop(); signature !== undefined; signature = open.pop()) {
    for (const callee of callees?.get(signature) ?? []) {
      if (called.has(callee)) continue;
      called.add(callee);
      open.push(callee);
    }
  }
  return called;
}

const calls = new WeakMap<ImpactQuestion, ReadonlyMap<string, readonly string[]>>();

/** What the bodies call, by name: of several overloads all. */
function calleesIn(question: ImpactQuestion): ReadonlyMap<string, readonly string[]> {
  const found = calls.get(question) ?? findCallees(question);
  calls.set(question, found);
  return found;
}

function findCallees({ before }: ImpactQuestion): ReadonlyMap<string, readonly string[]> {
  const { routines } = before.details;
  const byName = new Map<string, string[]>();
  for (const { name, signature } of routines) byName.set(name, [...(byName.get(name) ?? []), signature]);
  return new Map(
    routines.map(({ signature, body }) => [
      signature,
      [...body.matchAll(/[\p{L}_][\p{L}\p{N}_$]*(?=\s*\()/gu)].flatMap(([word]) => byName.get(word) ?? []),
    ]),
  );
}

function triggersOf({ question }: StatementAt, access: RelationAccess): readonly string[] {
  const done: string[] = [];
  if (access.insert.length > 0 || access.omitted !== null) done.push('insert');
  if (access.update.length > 0) done.push('update');
  if (access.deletes) done.push('delete');
  if (done.length === 0) return [];
  return question.before.details.triggers
    .filter((trigger) => trigger.enabled && trigger.relation === access.relation)
    .filter(({ events }) => events.some((event) => done.includes(event)))
    .map((trigger) => trigger.function);
}

const CATALOG =
  /\b(?:information_schema|pg_catalog|pg_class|pg_attribute|pg_tables|pg_views|pg_indexes|to_regclass)\b/iu;

/** Whether the statement looks a name up in the catalog: a string of it is that name. */
export function looksUp(at: StatementAt, name: string): boolean {
  const { text } = at.statement;
  return CATALOG.test(text) && text.includes(`'${name.replaceAll("'", "''")}'`);
}

/** The plain name of a relation. */
export function plainName(relation: RelationId): string {
  return partsOf(relation).name;
}
