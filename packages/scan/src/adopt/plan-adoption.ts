import { byCodeUnit, type RelationId } from '@rowpact/model';
import type { ScanOptions } from '../scan-options.js';
import { type AdoptionContext, adoptInFile, type FileAdoption, type PlannedType } from './adopt-in-file.js';
import { readForEditing } from './adopted-file.js';
import type { Adoption, GeneratedRows, NeededColumns } from './adoption.js';
import { ConsumerHabits } from './consumer-habits.js';
import { ImportPaths } from './import-path.js';
import type { RowTypeMatch } from './row-type-match.js';

/**
 * Plans what replaces the hand-written types by the generated rows; nothing is written. A type that cannot be replaced safely
 * stays, with the reason in words. Planning again on the result changes nothing.
 */
export async function planAdoption(
  { folder }: Pick<ScanOptions, 'folder'>,
  matches: readonly RowTypeMatch[],
  generated: GeneratedRows,
): Promise<Adoption> {
  const habits = new ConsumerHabits(folder);
  const context = { generated, habits, paths: new ImportPaths(folder, generated.file, habits) };
  const planned = new Map<RowTypeMatch, PlannedType>();
  const files: { file: string; content: string }[] = [];
  for (const [file, own] of byFile(matches)) {
    const adoption = planFile(folder, file, own, context);
    adoption.types.forEach((each) => planned.set(each.type.match, each));
    if (adoption.content !== null) files.push({ file, content: adoption.content });
  }
  const types = matches.flatMap((match) => planned.get(match) ?? []);
  return { files, types: types.map(({ type }) => type), needs: neededBy(types) };
}

function byFile(matches: readonly RowTypeMatch[]): readonly (readonly [string, readonly RowTypeMatch[]])[] {
  const files = new Map<string, RowTypeMatch[]>();
  for (const match of matches) {
    const { file } = match.rowType.location;
    files.set(file, [...(files.get(file) ?? []), match]);
  }
  return [...files].sort(([left], [right]) => byCodeUnit(left, right));
}

function planFile(
  folder: string,
  file: string,
  matches: readonly RowTypeMatch[],
  context: AdoptionContext,
): FileAdoption {
  const read = readForEditing(folder, file);
  if (typeof read !== 'string') return adoptInFile(read, matches, context);
  return {
    content: null,
    types: matches.map((match) => ({ type: { outcome: 'left', match, reason: read }, needs: null })),
  };
}

function neededBy(types: readonly PlannedType[]): ReadonlyMap<RelationId, NeededColumns> {
  const needs = new Map<RelationId, NeededColumns>();
  for (const { type, needs: own } of types) {
    if (own === null) continue;
    const { relation, columns } = type.match;
    const known = needs.get(relation) ?? [];
    const needed =
      known === 'all' || own === 'all' ? 'all' : columns.filter((each) => known.includes(each) || own.includes(each));
    needs.set(relation, needed);
  }
  return new Map([...needs].sort(([left], [right]) => byCodeUnit(left, right)));
}
