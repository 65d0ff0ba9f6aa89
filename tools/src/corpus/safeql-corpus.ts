import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One case of the safeql corpus, as its folder's README describes it. */
export interface SafeqlCase {
  readonly name: string;
  readonly query: string;
  /** Run on top of the base schema. */
  readonly schema?: string;
  readonly columns?: readonly { readonly name: string; readonly pgType: string | null; readonly nullable: boolean }[];
  readonly error?: string;
}

export interface SafeqlCorpus {
  readonly schema: string;
  readonly cases: readonly SafeqlCase[];
}

export async function readSafeql(folder: string): Promise<SafeqlCorpus> {
  const [schema, cases] = await Promise.all([
    readFile(join(folder, 'schema.sql'), 'utf8'),
    readFile(join(folder, 'cases.json'), 'utf8'),
  ]);
  // The corpus's README says what its cases are.
  return { schema, cases: JSON.parse(cases) as readonly SafeqlCase[] };
}

/** The cases that share a schema, by what is run on top of the base schema; empty for those that need nothing. */
export function bySchema(cases: readonly SafeqlCase[]): ReadonlyMap<string, readonly SafeqlCase[]> {
  const groups = new Map<string, SafeqlCase[]>();
  for (const one of cases) {
    const key = one.schema ?? '';
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
