import type { DriverName, FileQueryAnswer } from '@rowpact/model';

/** Names that a module of queries declares for itself. */
export const QUERY_MODULE_NAMES: readonly string[] = [
  ...['Queryable', 'CountingQueryable', 'SqlProblem', 'RefusedAt', 'Refusals'],
];

/** The type of what a function runs its statement with. */
export function clientName(answer: FileQueryAnswer): string {
  return answer === 'count' ? 'CountingQueryable' : 'Queryable';
}

/**
 * What runs the statements, by its shape alone, so that the module imports nothing. Counts have a type of their own: PGlite
 * has no `rowCount`, and none must be taken for 0.
 */
export const CLIENTS: Readonly<Record<DriverName, Readonly<Record<'Queryable' | 'CountingQueryable', string>>>> = {
  pg: {
    Queryable: `
/** What runs a statement: a pool or a client of \`pg\`, or anything that answers as they do. */
export interface Queryable {
  query(text: string, values: any[]): Promise<{ rows: any[] }>;
}
`,
    CountingQueryable: `
/** What runs a statement and says how many rows it touched: a pool or a client of \`pg\`. */
export interface CountingQueryable {
  query(text: string, values: any[]): Promise<{ rowCount: number | null }>;
}
`,
  },
  postgres: {
    Queryable: `
/** What runs a statement: the \`sql\` of \`postgres\`, or that of a transaction. */
export interface Queryable {
  unsafe(text: string, values: any[]): PromiseLike<any[]>;
}
`,
    CountingQueryable: `
/** What runs a statement and says how many rows it touched: the \`sql\` of \`postgres\`, or that of a transaction. */
export interface CountingQueryable {
  unsafe(text: string, values: any[]): PromiseLike<{ count: number }>;
}
`,
  },
};

/** The type of what PostgreSQL does not take. */
export const SQL_PROBLEM = `
/** What nothing can call: PostgreSQL does not take the statement, and the argument says why. */
export interface SqlProblem<Problem> {
  readonly problem: Problem;
  readonly text: string;
}
`;
