import { DEFAULT_SCHEMA, quoteIdentifier, splitName } from './identifiers.js';

/** What can fall with a dropped object, in the words of `cascade:`. */
export const CASCADE_KINDS = [
  'view',
  'materialized view',
  'foreign table',
  'table',
  'column',
  'default',
  'constraint',
  'index',
  'trigger',
  'policy',
  'rule',
  'sequence',
  'type',
  'domain',
  'function',
  'procedure',
  'aggregate',
] as const;

export type CascadeKind = (typeof CASCADE_KINDS)[number];

/** One entry of `cascade:`. `name` is canonical: with its schema, parts quoted where SQL needs it, a routine's with its arguments. */
export interface CascadeItem {
  readonly kind: CascadeKind;
  readonly name: string;
}

/**
 * Reads `view active_players`, `constraint teams.teams_captain_fkey`, `function public.age_group(date)`; null where it is none.
 * Constraints, triggers, policies, rules, columns and defaults are named by their table first.
 */
export function parseCascadeItem(text: string): CascadeItem | null {
  const trimmed = text.trim().replace(/\s+/gu, ' ');
  const kind = CASCADE_KINDS.find((one) => trimmed.toLowerCase().startsWith(`${one} `));
  if (kind === undefined) return null;
  const name = trimmed.slice(kind.length + 1);
  const [, routine, argumentTypes] = /^([^(]+)(\(.*\))$/su.exec(name) ?? [];
  const canonical = canonicalName(routine ?? name, OF_TABLE.has(kind) ? 2 : 1);
  return canonical === null ? null : { kind, name: `${canonical}${argumentTypes ?? ''}` };
}

/** @param least how many parts it has without a schema */
function canonicalName(text: string, least: 1 | 2): string | null {
  const parts = splitName(text);
  if (parts === null || parts.length < least || parts.length > least + 1) return null;
  return (parts.length === least ? [DEFAULT_SCHEMA, ...parts] : parts).map(quoteIdentifier).join('.');
}

const OF_TABLE: ReadonlySet<CascadeKind> = new Set(['column', 'default', 'constraint', 'trigger', 'policy', 'rule']);
