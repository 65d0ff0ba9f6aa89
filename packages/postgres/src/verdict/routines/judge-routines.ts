import { byCodeUnit, type RefusedStatement, type RoutineVerdict } from '@rowpact/model';
import type { EmbeddedDatabase } from '../../engine/embedded-database.js';
import { inCatalogTransaction } from '../../catalog/catalog-transaction.js';
import { namesIn } from '../search-path.js';
import { addUtilities, judgeBody, type BodyFindings } from './judge-body.js';
import { readRoutines, type Routine } from './read-routines.js';

/**
 * Looks into the routines whose bodies PostgreSQL keeps as text, and so does not hold to its schema: every statement and expression in them is
 * analysed with what the body knows. Nothing runs, and the database is left as it was.
 * @param signatures - which routines; null for all. Those that are not there are left out.
 * @returns one for each, sorted by signature. The same body can be refused before and after a change: what both say is the body's own.
 */
export async function judgeRoutines(
  database: EmbeddedDatabase,
  signatures: readonly string[] | null,
): Promise<readonly RoutineVerdict[]> {
  const routines = await inCatalogTransaction(database.query, {}, () => readRoutines(database.query, signatures));
  const findings: { readonly routine: Routine; readonly found: BodyFindings }[] = [];
  for (const routine of routines) findings.push({ routine, found: await judgeBody(database, routine) });
  for (const { routine, found } of findings)
    await addUtilities(database, found, routine.searchPath === null ? [] : namesIn(routine.searchPath));
  const verdicts = await inCatalogTransaction(database.query, {}, async () => {
    const named: RoutineVerdict[] = [];
    for (const { routine, found } of findings) named.push(await verdictOf(database, routine, found));
    return named;
  });
  return verdicts.sort((left, right) => byCodeUnit(left.signature, right.signature));
}

async function verdictOf(
  { query }: EmbeddedDatabase,
  { signature }: Routine,
  { uses, accesses, refusals, unseen }: BodyFindings,
): Promise<RoutineVerdict> {
  const named = await uses.name(query);
  const columns = new Map(Object.entries(named.columns).map(([relation, names]) => [relation, new Set(names)]));
  for (const { relation, read, insert, update } of accesses) {
    const known = columns.get(relation) ?? new Set();
    for (const column of [...read, ...insert, ...update]) known.add(column);
    columns.set(relation, known);
  }
  const relations = [...new Set([...named.relations, ...accesses.map(({ relation }) => relation)])].sort(byCodeUnit);
  return {
    signature,
    refusals: distinct(refusals),
    relations,
    columns: Object.fromEntries(
      relations.map((relation) => [relation, [...(columns.get(relation) ?? [])].sort(byCodeUnit)]),
    ),
    unseen: [...new Set(unseen)].sort(byCodeUnit),
  };
}

function distinct(refusals: readonly RefusedStatement[]): readonly RefusedStatement[] {
  const byText = new Map<string, RefusedStatement>();
  for (const refusal of refusals) {
    const key = `${refusal.sqlstate} ${refusal.message}`;
    if (!byText.has(key)) byText.set(key, refusal);
  }
  return [...byText.values()];
}
