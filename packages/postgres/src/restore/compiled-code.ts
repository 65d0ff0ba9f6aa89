import type { FunctionInfo } from '@rowpact/model';

/** The language and entry point of code that refuses every call. */
export const COMPILED = `internal AS 'internal_in'`;

/** Languages whose code PostgreSQL looks for in a library at once. */
const COMPILED_LANGUAGES: ReadonlySet<string> = new Set(['c', 'internal']);

export function isCompiled({ kind, language }: FunctionInfo): boolean {
  return kind !== 'aggregate' && COMPILED_LANGUAGES.has(language);
}

/** Whether a signature has types that no other language takes. */
export function isForCompiledOnly({ arguments: list, returns }: FunctionInfo): boolean {
  return /"any"|\binternal\b|\bcstring\b/.test(`${list} ${returns ?? ''}`);
}
