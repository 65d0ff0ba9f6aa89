import { byCodeUnit, quoteIdentifier, relationId, splitName } from '@rowpact/model';
import type { EmbeddedDatabase } from '../engine/embedded-database.js';
import { plainStep, type RefusedStep, type Step } from './restore-step.js';

// Names in PostgreSQL's own collations hold dots and dashes, so that they are printed in quotes.
const NAMED = /\bCOLLATE ((?:"(?:[^"]|"")+"|[a-z_][a-z0-9_]*)(?:\.(?:"(?:[^"]|"")+"|[a-z_][a-z0-9_]*))?)/g;

/** A collation as an expression names it; without a schema it is one of PostgreSQL's own. */
interface NamedCollation {
  readonly id: string;
  readonly isOwn: boolean;
  /** As PostgreSQL's messages name it. */
  readonly unquoted: string;
}

function namedCollations(text: string): readonly NamedCollation[] {
  return [...text.matchAll(NAMED)].flatMap(([, printed = '']): readonly NamedCollation[] => {
    const [first, second] = splitName(printed) ?? [];
    if (first === undefined) return [];
    if (second === undefined) {
      return [{ id: `pg_catalog.${quoteIdentifier(first)}`, isOwn: false, unquoted: first }];
    }
    return [{ id: relationId(first, second), isOwn: true, unquoted: `${first}.${second}` }];
  });
}

/** The producer's own collations, which the snapshot does not list. Which one it is changes no column and no type. */
export function collationSteps(texts: readonly string[]): readonly Step[] {
  const own = new Set(texts.flatMap(namedCollations).flatMap(({ id, isOwn }) => (isOwn ? [id] : [])));
  return [...own]
    .sort(byCodeUnit)
    .map((id) => plainStep(createCollation(id), { of: id, text: `the collation ${id} is missing` }));
}

/**
 * Makes collations that a server has from its operating system, and the embedded engine has not.
 * @returns whether any was made.
 */
export async function supplyCollations(database: EmbeddedDatabase, refused: readonly RefusedStep[]): Promise<boolean> {
  const missing = new Set(refused.flatMap(missingCollation));
  for (const id of missing) await database.exec(createCollation(id));
  return missing.size > 0;
}

function missingCollation({ step, refusal }: RefusedStep): readonly string[] {
  const name = /^collation "([\s\S]+)" for encoding "[^"]*" does not exist$/.exec(refusal.message)?.[1];
  const named = name === undefined ? [] : namedCollations(step.sql);
  return named.filter(({ unquoted, isOwn }) => unquoted === name && !isOwn).map(({ id }) => id);
}

function createCollation(id: string): string {
  return `CREATE COLLATION ${id} FROM pg_catalog."C"`;
}
