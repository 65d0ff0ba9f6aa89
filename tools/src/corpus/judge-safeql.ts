import { partsOf, type StatementAnalysis, type TypeRef } from '@rowpact/model';
import { analyseStatements, type EmbeddedDatabase } from '@rowpact/postgres';
import { emptyScore, judgeNulls, type NullScore } from './judge-nulls.js';
import { resetSchema } from './reset-schema.js';
import { bySchema, type SafeqlCase, type SafeqlCorpus } from './safeql-corpus.js';

/** How the analysis compares with PREPARE and with what the corpus expects. */
export interface SafeqlResult {
  readonly statements: number;
  readonly refused: number;
  /** Cases whose expected error is a lint of SafeQL's: PostgreSQL takes the statement. */
  readonly lints: number;
  readonly columns: number;
  readonly differences: readonly Difference[];
  readonly nulls: NullScore;
}

export interface Difference {
  readonly case: string;
  /** What is compared: the verdict or the types with PREPARE's, or the error or the result's columns with the corpus. */
  readonly about: 'verdict' | 'types' | 'error' | 'columns';
  readonly expected: string;
  readonly found: string;
}

/** Asks about every case in its schema. */
export async function judgeSafeql(database: EmbeddedDatabase, corpus: SafeqlCorpus): Promise<SafeqlResult> {
  const tally = {
    statements: 0,
    refused: 0,
    lints: 0,
    columns: 0,
    differences: [] as Difference[],
    nulls: emptyScore(),
  };
  for (const [schema, cases] of bySchema(corpus.cases)) {
    await resetSchema(database, corpus.schema, schema);
    const analyses = await analyseStatements(
      database,
      cases.map(({ query }) => ({ text: query })),
    );
    for (const [at, one] of cases.entries()) {
      const analysis = analyses[at];
      if (!analysis) throw new TypeError(`no answer about ${one.name}`);
      const prepared = await prepare(database, one.query);
      tally.statements += 1;
      if (analysis.kind === 'refused') tally.refused += 1;
      else tally.columns += analysis.columns.length;
      if (one.error !== undefined && prepared.verdict === TAKEN) tally.lints += 1;
      tally.differences.push(...compare(one, analysis, prepared));
    }
    await judgeNulls(database, cases, analyses, tally.nulls);
  }
  return tally;
}

const TAKEN = 'taken';

/** What PREPARE makes of a statement. */
interface Prepared {
  /** SQLSTATE and message where PostgreSQL refuses it. */
  readonly verdict: string;
  /** Names of the result's types, in order. */
  readonly types: string;
}

async function prepare(database: EmbeddedDatabase, query: string): Promise<Prepared> {
  try {
    await database.exec(`PREPARE corpus AS\n${query}\n`);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return { verdict: `${String(error.code)} ${error.message}`, types: '' };
  }
  const [row] = await database.query(`
    SELECT coalesce(string_agg(t.typname, ', ' ORDER BY r.at), '') AS types
    FROM pg_prepared_statements p, unnest(p.result_types) WITH ORDINALITY AS r(type, at) JOIN pg_type t ON t.oid = r.type
    WHERE p.name = 'corpus'`);
  await database.exec('DEALLOCATE corpus');
  return { verdict: TAKEN, types: String(row?.['types']) };
}

function compare(one: SafeqlCase, analysis: StatementAnalysis, prepared: Prepared): readonly Difference[] {
  const found = analysis.kind === 'refused' ? `${analysis.sqlstate} ${analysis.message}` : TAKEN;
  if (found !== prepared.verdict) return [{ case: one.name, about: 'verdict', expected: prepared.verdict, found }];
  if (analysis.kind === 'refused') {
    const isExpected = one.error?.split('\n')[0] === analysis.message;
    return isExpected ? [] : [{ case: one.name, about: 'error', expected: one.error ?? TAKEN, found }];
  }
  const types = analysis.columns.map(({ type }) => typeName(type)).join(', ');
  if (types !== prepared.types) return [{ case: one.name, about: 'types', expected: prepared.types, found: types }];
  if (one.error !== undefined) return [];
  const expected = (one.columns ?? []).map(({ name, pgType }) => `${name} ${pgType ?? 'json'}`).join(', ');
  const columns = analysis.columns.map(({ name, type }) => `${name} ${typeName(type)}`).join(', ');
  const isSame =
    columns === expected || columns.replaceAll(/\bjsonb\b/g, 'json') === expected.replaceAll(/\bjsonb\b/g, 'json');
  return isSame ? [] : [{ case: one.name, about: 'columns', expected, found: columns }];
}

/** As `pg_type.typname` has it: `_int4` for an array. */
function typeName({ id, dimensions }: TypeRef): string {
  return (dimensions > 0 ? '_' : '') + partsOf(id).name;
}
