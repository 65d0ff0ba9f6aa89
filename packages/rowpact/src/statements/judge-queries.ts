import { posix } from 'node:path';
import { type FileQuery, queriesModule } from '@rowpact/model';
import type { LookedAt, StatementVerdict } from './looked-at.js';
import { twiceNamed } from './twice-named.js';

/** A statement of a `.sql` file that gets a function, and what PostgreSQL says of it; nothing of what is in a database of nobody's. */
export interface JudgedQuery {
  readonly query: FileQuery & { readonly name: string };
  readonly verdict: Exclude<StatementVerdict, { readonly kind: 'elsewhere' }>;
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

/**
 * Tells which statements of a consumer's `.sql` files get a function.
 * @param takesAnybodys whether this contract is to take a file that may be about any of the consumer's databases
 */
export function judgeQueries(looked: LookedAt, takesAnybodys: boolean): JudgedFiles {
  const files: JudgedFile[] = [];
  const notes: string[] = [];
  for (const [file, all] of byFile(looked.sent.queries)) {
    const judged = judgeFile(file, all, looked, takesAnybodys);
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
  looked: LookedAt,
  takesAnybodys: boolean,
): { readonly queries: readonly JudgedQuery[]; readonly notes: readonly string[] } {
  const { source } = looked.entry.contract;
  const path = posix.join(source, file);
  if (all.every(({ name }) => name === null)) {
    const count = all.length === 1 ? 'its statement has' : `its ${all.length} statements have`;
    return { queries: [], notes: [`${path}: ${count} no name (\`-- name: …\`), so they get no functions`] };
  }
  const named = all.filter(isNamed).filter(({ unfit }) => unfit === null);
  const answers = named.map((query) => ({ query, verdict: looked.verdictAt(query) }));
  const where = databaseOf(
    answers.map(({ verdict }) => verdict),
    looked,
    takesAnybodys,
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
    verdict.kind === 'typed' ? twiceNamed(verdict.analysis.columns, query.place, source) : [],
  );
  return { queries, notes: [...left, ...twice] };
}

function isNamed(query: FileQuery): query is FileQuery & { readonly name: string } {
  return query.name !== null;
}

/** A file has one module: of two contracts that see it, exactly one must write it, whichever of them is asked alone. */
function databaseOf(
  verdicts: readonly StatementVerdict[],
  { elsewhere }: LookedAt,
  takesAnybodys: boolean,
): 'here' | 'elsewhere' | 'both' {
  const isElsewhere = verdicts.some(({ kind }) => kind === 'elsewhere');
  const isHere = verdicts.some(
    (verdict) =>
      verdict.kind === 'typed' && verdict.analysis.relations.some(({ relation }) => !elsewhere.has(relation)),
  );
  if (isHere) return isElsewhere ? 'both' : 'here';
  return isElsewhere || !takesAnybodys ? 'elsewhere' : 'here';
}
