import { byCodeUnit, fail } from '@rowpact/model';
import { posix } from 'node:path';
import { byLevels, ownVersion, sameVersion, type MigrationFile } from './migration-file.js';
import type { IgnoredFile } from './migration.js';
import { byVersion } from './version.js';

/** Files in the order to run; paths are relative to the source's folder. */
export interface OrderedFiles {
  readonly files: readonly MigrationFile[];
  readonly ignored: readonly IgnoredFile[];
  readonly notes: readonly string[];
}

const NOTES_OF_A_KIND = 5;

/**
 * Orders migrations by what their names say, repeatable ones last.
 * @throws FailureError (`migrations-order`) where some names hold a version and others do not.
 */
export function orderByName(found: readonly MigrationFile[], folder: string): OrderedFiles {
  const undo = found.filter((file) => file.role === 'undo');
  const flyway = found.some((file) => file.role !== 'forward' || /^V\d/.test(file.levels.at(-1)?.name ?? ''));
  const callbacks = flyway ? found.filter((file) => file.role === 'callback') : [];
  const left = new Set([...undo, ...callbacks]);
  const rest = found.filter((file) => !left.has(file));
  const repeatable = rest.filter((file) => file.role === 'repeatable').sort(byStem);
  const baseline = latestBaseline(rest);
  const covered = new Set(rest.filter((file) => isCovered(file, baseline)));
  const ordered = rest.filter((file) => file.role !== 'repeatable' && !covered.has(file)).sort(byLevels);
  checkMixed(ordered, folder);
  return {
    files: [...ordered, ...repeatable],
    ignored: [
      ...undo.map(({ path }) => ({ path, reason: "Flyway's undo migration" })),
      ...callbacks.map(({ path }) => ({ path, reason: "Flyway's callback" })),
      ...[...covered].map(({ path }) => ({ path, reason: `part of the baseline ${baseline?.path ?? ''}` })),
    ],
    notes: [
      ...nameOrderNotes(ordered),
      ...sameVersionNotes(ordered),
      ...undoNotes(undo, found),
      ...callbackNotes(callbacks),
    ],
  };
}

function byStem(left: MigrationFile, right: MigrationFile): number {
  return (
    byCodeUnit(left.levels.at(-1)?.name ?? '', right.levels.at(-1)?.name ?? '') || byCodeUnit(left.path, right.path)
  );
}

/** On an empty database Flyway starts from its newest baseline. */
function latestBaseline(files: readonly MigrationFile[]): MigrationFile | null {
  return (
    files
      .filter((file) => file.role === 'baseline')
      .sort((a, b) => compareOwn(a, b) || byLevels(a, b))
      .at(-1) ?? null
  );
}

function isCovered(file: MigrationFile, baseline: MigrationFile | null): boolean {
  if (baseline === null || file === baseline || ownVersion(file) === null) return false;
  return compareOwn(file, baseline) <= 0;
}

function compareOwn(left: MigrationFile, right: MigrationFile): number {
  const [a, b] = [ownVersion(left), ownVersion(right)];
  return a === null || b === null ? Number(a === null) - Number(b === null) : byVersion(a, b);
}

function checkMixed(files: readonly MigrationFile[], folder: string): void {
  const names = oddOnesOut(files).map((file) => file.path);
  if (names.length === 0) return;
  fail({
    code: 'migrations-order',
    message: `${folder} has files with a version and files without one, so their order is unknown: ${shortList(names)}`,
    hint: 'In producer.yaml, leave them out with globs under `ignore:`, or list every migration in its order under `order:`.',
    location: { file: folder },
    detail: names,
  });
}

/** Files without a version where others have one: in the whole folder, or beside them in a numbered one. */
function oddOnesOut(files: readonly MigrationFile[]): readonly MigrationFile[] {
  const anyVersion = files.some((file) => file.version !== null);
  const numbered = new Set(files.filter((file) => ownVersion(file) !== null).map((file) => posix.dirname(file.path)));
  return files.filter((file) => {
    if (ownVersion(file) !== null) return false;
    return file.version === null ? anyVersion : numbered.has(posix.dirname(file.path));
  });
}

function nameOrderNotes(files: readonly MigrationFile[]): readonly string[] {
  const unnumbered = files.filter((file) => ownVersion(file) === null);
  const folders = new Set(unnumbered.map((file) => (file.version === null ? '' : posix.dirname(file.path))));
  if (unnumbered.length === folders.size) return [];
  return [
    `No version in the names of ${shortList(unnumbered.map((file) => file.path))}: they run in the order of their names.`,
  ];
}

function sameVersionNotes(files: readonly MigrationFile[]): readonly string[] {
  const groups: MigrationFile[][] = [];
  for (const file of files) {
    const group = groups.at(-1);
    if (group?.[0] !== undefined && sameVersion(group[0], file)) group.push(file);
    else groups.push([file]);
  }
  const doubled = groups.filter((group) => group.length > 1);
  const notes = doubled.map(
    (group) =>
      `${shortList(group.map((file) => file.path))} have the same version: they run in the order of their names.`,
  );
  const more = notes.length - NOTES_OF_A_KIND;
  return more > 0
    ? [...notes.slice(0, NOTES_OF_A_KIND), `${String(more)} more versions stand for several files each.`]
    : notes;
}

/** refinery names forward migrations as Flyway names undo files. */
function undoNotes(undo: readonly MigrationFile[], found: readonly MigrationFile[]): readonly string[] {
  const forward = found.filter((file) => file.role === 'forward' || file.role === 'baseline');
  const alone = undo.filter((file) => !forward.some((other) => compareOwn(file, other) === 0));
  if (alone.length === 0) return [];
  return [
    `${shortList(alone.map((file) => file.path))} undo no migration here and do not run; list them under \`order:\` if they should.`,
  ];
}

function callbackNotes(callbacks: readonly MigrationFile[]): readonly string[] {
  if (callbacks.length === 0) return [];
  return [`Flyway's callbacks do not run: ${shortList(callbacks.map((file) => file.path))}.`];
}

/** The first few names and how many more there are. */
export function shortList(names: readonly string[]): string {
  const shown = names.slice(0, NOTES_OF_A_KIND).join(', ');
  const more = names.length - NOTES_OF_A_KIND;
  return more > 0 ? `${shown} and ${String(more)} more` : shown;
}
