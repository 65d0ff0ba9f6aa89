import { nearestName } from '@rowpact/model';
import type { z } from 'zod';
import { valueAt, type DocumentPath } from '../document/document-path.js';
import { unexpected, type Problem } from '../document/problem.js';

/** The value as its schema reads it, or everything that is wrong with its shape. */
export type Checked<Output> =
  { readonly ok: true; readonly value: Output } | { readonly ok: false; readonly problems: readonly Problem[] };

/** Checks the shape of a document with a schema whose error texts say what each place expects (`schema-words.ts`). */
export function checkSchema<Output>(schema: z.ZodType<Output>, value: unknown): Checked<Output> {
  const result = schema.safeParse(value);
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, problems: result.error.issues.flatMap((issue) => problemsOf(issue, [], value)) };
}

function problemsOf(issue: z.core.$ZodIssue, above: DocumentPath, top: unknown): readonly Problem[] {
  const path = [...above, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  if (issue.code === 'unrecognized_keys') {
    const known = issue.message.split(' ');
    return issue.keys.map((key) => unknownKey([...path, key], key, known));
  }
  const branch = issue.code === 'invalid_union' ? branchMeant(issue.errors) : null;
  if (branch) return branch.flatMap((inner) => problemsOf(inner, path, top));
  const value = valueAt(top, path);
  return [unexpected(path, issue.message, value, hintFor(issue, path, value))];
}

function hintFor(issue: z.core.$ZodIssue, path: DocumentPath, value: unknown): string | undefined {
  const scalar = typeof value === 'number' || typeof value === 'boolean';
  if (path.length === 1 && path[0] === 'version' && typeof value === 'number' && value > 1) return NEWER_HINT;
  if (scalar && issue.code === 'invalid_type' && issue.expected === 'string') return `Put it in quotes: "${value}".`;
  return undefined;
}

/** Of the ways to write a value, the one whose kind (text, map, list) the value has; null where it has none's. */
function branchMeant(branches: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] | null {
  const meant = branches.filter((issues) => !issues.some((issue) => issue.path.length === 0 && isKindError(issue)));
  return meant.length === 1 ? (meant[0] ?? null) : null;
}

function isKindError(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'invalid_type' || issue.code === 'invalid_value';
}

function unknownKey(path: DocumentPath, key: string, known: readonly string[]): Problem {
  const suggestion = nearestName(key, known);
  const only = known.length === 1 ? known[0] : undefined;
  const expected = (suggestion ?? only) ? `"${suggestion ?? only}"` : `one of the keys ${known.join(', ')}`;
  return {
    path,
    at: 'key',
    message: `expected ${expected}, found an unknown key`,
    hint: suggestion ? `Did you mean "${suggestion}"?` : `Remove the key; known here are ${known.join(', ')}.`,
  };
}

const NEWER_HINT = 'A newer rowpact wrote this file: update rowpact.';
