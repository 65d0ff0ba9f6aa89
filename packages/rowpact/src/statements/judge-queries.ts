import { posix } from 'node:path';
import {
  type AnalysedStatement,
  type Contract,
  type FileQuery,
  queriesModule,
  type RelationId,
  type Statement,
  type StatementAnalysis,
} from '@rowpact/model';
import { isAboutForeign } from '../use/foreign.js';
import { placeOf } from './sent-texts.js';
import { twiceNamed } from './twice-named.js';
import type { Refusal } from './why-refused.js';

/** A statement of a `.sql` file that gets a function, and what PostgreSQL says of it; nothing of what is in a database of nobody's. */
export interface JudgedQuery {
  readonly query: FileQuery & { readonly name: string };
  readonly verdict:
    | { readonly kind: 'typed'; readonly statement: AnalysedStatement }
    | { readonly kind: 'refused'; readonly refusal: Refusal }
    | { readonly kind: 'any' };
}

export interface JudgedFile {
  /** Relative to the consumer's folder. */
  readonly file: string;
  readonly queries: readonly JudgedQuery[];
}

/** The `.sql` files that get a module, and why the others and some of their statements get nothing. */
export interface JudgedFiles {
  readonly files: readonly JudgedFile[];
  readonly notes: readonly string[];
}

/** What the statements of one contract are judged with. */
export interface JudgedWith {
  readonly contract: Contract;
  /** What PostgreSQL says, by `placeOf`. */
  readonly known: ReadonlyMap<
    string,
    { readonly statement: Statement; readonly analysis: StatementAnalysis | undefined }
  >;
  /** What other databases of this consumer have. */
  readonly elsewhere: ReadonlySet<RelationId>;
  /** Whether this contract is to take a file that may be about any of the consumer's databases. */
  readonly takesAnybodys: boolean;
}

/** Tells which statements of a consumer's `.sql` files get a function. */
export function judgeQueries(queries: readonly FileQuery[], context: JudgedWith): JudgedFiles {
  const files: JudgedFile[] = [];
  const notes: string[] = [];
  for (const [file, all] of byFile(queries)) {
    const judged = judgeFile(file, all, context);
    notes.push(...judged.notes);
    if (judged.queries.length > 0) files.push({ file, queries: judged.queries });
  }
  return { files, notes };
}

function byFile(queries: readonly FileQuery[]): ReadonlyMap<string, readonly FileQuery[]> {
  const files = new Map<string, FileQuery[]>();
  for (const query of queries) files.set(query.place.file, [...(files.get(query.place.file) ?? []), query]);
  return files;
}

function judgeFile(
  file: string,
  all: readonly FileQuery[],
  context: JudgedWith,
): { readonly queries: readonly JudgedQuery[]; readonly notes: readonly string[] } {
  const { source } = context.contract;
  const path = posix.join(source, file);
  if (all.every(({ name }) => name === null)) {
    const count = all.length === 1 ? 'its statement has' : `its ${all.length} statements have`;
    return { queries: [], notes: [`${path}: ${count} no name (\`-- name: …\`), so they get no functions`] };
  }
  const named = all.filter(isNamed).filter(({ unfit }) => unfit === null);
  const answers = named.map((query) => ({ query, verdict: judge(query, context) }));
  const where = databaseOf(
    answers.map(({ verdict }) => verdict),
    context,
  );
  if (where === 'elsewhere') return { queries: [], notes: [] };
  if (where === 'both') {
    const notes = [
      `${path}: its statements are about two databases, so it gets no ${queriesModule(posix.basename(file))}`,
    ];
    return { queries: [], notes };
  }
  const queries = answers.flatMap(({ query, verdict }): readonly JudgedQuery[] =>
    verdict.kind === 'elsewhere' ? [] : [{ query, verdict }],
  );
  const left = all.flatMap(({ name, unfit, place: { line } }) => {
    if (name === null) return [`${path}:${line}: the statement has no name (\`-- name: …\`), so it gets no function`];
    return unfit === null ? [] : [`${path}:${line}: ${name} gets no function: ${unfit}`];
  });
  const twice = queries.flatMap(({ query, verdict }) =>
    verdict.kind === 'typed' ? twiceNamed(verdict.statement.columns, query.place, source) : [],
  );
  return { queries, notes: [...left, ...twice] };
}

function isNamed(query: FileQuery): query is FileQuery & { readonly name: string } {
  return query.name !== null;
}

type Verdict = JudgedQuery['verdict'] | { readonly kind: 'elsewhere' };

function judge(query: FileQuery, { contract, known, elsewhere }: JudgedWith): Verdict {
  const found = known.get(placeOf(query));
  if (found?.analysis === undefined) return { kind: 'any' };
  const { statement, analysis } = found;
  if (analysis.kind === 'analysed') return { kind: 'typed', statement: analysis };
  // A statement about the database of another producer stands in the module that is made for that one.
  if (isAboutForeign(analysis, { foreign: [] }, elsewhere)) return { kind: 'elsewhere' };
  if (isAboutForeign(analysis, contract.scan, elsewhere) || analysis.sqlstate.startsWith('54')) return { kind: 'any' };
  return { kind: 'refused', refusal: { statement, refused: analysis } };
}

/** A file has one module: of two contracts that see it, exactly one must write it, whichever of them is asked alone. */
function databaseOf(
  verdicts: readonly Verdict[],
  { elsewhere, takesAnybodys }: JudgedWith,
): 'here' | 'elsewhere' | 'both' {
  const isElsewhere = verdicts.some(({ kind }) => kind === 'elsewhere');
  const isHere = verdicts.some(
    (verdict) =>
      verdict.kind === 'typed' && verdict.statement.relations.some(({ relation }) => !elsewhere.has(relation)),
  );
  if (isHere) return isElsewhere ? 'both' : 'here';
  return isElsewhere || !takesAnybodys ? 'elsewhere' : 'here';
}
