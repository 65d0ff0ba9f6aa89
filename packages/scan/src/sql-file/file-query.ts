import { posix } from 'node:path';
import type { FileQueryParameter } from '@rowpact/model';
import type { Placeholder } from './find-placeholders.js';
import type { QueryHeader } from './query-header.js';

/** What a statement is called by whoever calls it: by its header, or by its file where it is the only thing in it. */
export function queryName(header: QueryHeader | null, file: string, isOnly: boolean): string | null {
  return header?.name ?? (isOnly ? posix.basename(file, '.sql') : null);
}

/** Why a statement's text is another one each time it is sent, or what it answers not known; null where all is fixed. */
export function whyUnfit(
  header: QueryHeader | null,
  placeholders: readonly Placeholder[],
  names: ReadonlySet<string>,
): string | null {
  if (header?.answer === null) return 'what its header says that it answers is not understood';
  const spread = placeholders.find(
    (placeholder) =>
      placeholder.kind === 'value' &&
      (placeholder.spread === true || header?.expansions.get(placeholder.name)?.spread === true),
  );
  if (spread?.kind !== 'value') return valueAndObject(names);
  return `as many values as \`${spread.name}\` has elements are written into its text when it is sent`;
}

function valueAndObject(names: ReadonlySet<string>): string | null {
  const inner = [...names].find((name) => names.has(name.slice(0, name.lastIndexOf('.'))) && name.includes('.'));
  return inner === undefined
    ? null
    : `\`${inner.slice(0, inner.lastIndexOf('.'))}\` is a value in it, and an object that has \`${inner}\``;
}

/**
 * The parameters `$1`, `$2`, … of a statement.
 * @param numbers - those of the named ones.
 */
export function queryParameters(
  numbers: ReadonlyMap<string, number>,
  count: number,
  header: QueryHeader | null,
  placeholders: readonly Placeholder[],
): readonly FileQueryParameter[] {
  const names = new Map([...numbers].map(([name, number]) => [number, name]));
  const required = new Set([
    ...placeholders.flatMap((placeholder) =>
      placeholder.kind === 'value' && placeholder.required === true ? [placeholder.name] : [],
    ),
    ...[...(header?.expansions.values() ?? [])].flatMap((expansion) => [...expansion.required]),
  ]);
  return Array.from({ length: count }, (_, index) => {
    const name = names.get(index + 1) ?? null;
    return { name, required: name !== null && required.has(name) };
  });
}
