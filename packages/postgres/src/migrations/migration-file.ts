import { byCodeUnit } from '@rowpact/model';
import { byNaturalName } from './natural-order.js';
import { byVersion, parseVersion, type Version } from './version.js';

/** What a file's name says about when it runs. */
export interface MigrationFile {
  /** Relative to the source's folder, with forward slashes. */
  readonly path: string;
  readonly label: string;
  readonly version: string | null;
  readonly role: MigrationRole;
  /** Numbered folders and then the file itself, or the folder whose name stands for it. */
  readonly levels: readonly Level[];
}

/** `repeatable`, `baseline` and `undo` are Flyway's. */
export type MigrationRole = 'forward' | 'repeatable' | 'baseline' | 'undo' | 'callback';

interface Level {
  readonly name: string;
  readonly version: Version | null;
}

const ENDING = /(?:\.(?:up|do))?\.sql$/i;
/** Files whose folder carries the name: Prisma, drizzle, Diesel, sqlx, Hasura. */
const NAMED_BY_FOLDER = /^(?:up|migration)\.sql$/i;
const CALLBACK =
  /^(?:before|after)(?:Each)?(?:Migrate|Versioned|Repeatables|Clean|Baseline|Undo|Repair|Validate|Info|Connect|CreateSchema)\w*$/;

/** Reads a path relative to the source's folder. */
export function describeFile(path: string): MigrationFile {
  const segments = path.split('/');
  const base = segments.at(-1) ?? path;
  const byFolder = NAMED_BY_FOLDER.test(base) && segments.length > 1;
  const folders = segments.slice(0, byFolder ? -2 : -1);
  const stem = byFolder ? (segments.at(-2) ?? base) : base.replace(ENDING, '');
  const numbered = folders.map(levelOf).filter((level) => level.version !== null);
  const levels = [...numbered, levelOf(stem)];
  const written = levels.flatMap((level) => (level.version === null ? [] : [level.version.written]));
  return {
    path,
    label: [...folders, stem].join('/'),
    version: written.length === 0 ? null : written.join('/'),
    role: roleOf(stem),
    levels,
  };
}

/** Versions first, folder by folder, then names; total, so that the order never depends on the file system. */
export function byLevels(left: MigrationFile, right: MigrationFile): number {
  for (let index = 0; index < Math.min(left.levels.length, right.levels.length); index += 1) {
    const order = byLevel(left.levels[index], right.levels[index]);
    if (order !== 0) return order;
  }
  return left.levels.length - right.levels.length || byCodeUnit(left.path, right.path);
}

/** Whether two files carry the same number, so that only their names decide. */
export function sameVersion(left: MigrationFile, right: MigrationFile): boolean {
  if (left.levels.length !== right.levels.length || left.version === null || right.version === null) return false;
  return left.levels.every((level, index) => {
    const other = right.levels[index];
    const last = index === left.levels.length - 1;
    return (last || level.name === other?.name) && compareVersions(level.version, other?.version ?? null) === 0;
  });
}

/** The number of the file itself, without those of its folders. */
export function ownVersion(file: MigrationFile): Version | null {
  return file.levels.at(-1)?.version ?? null;
}

function levelOf(name: string): Level {
  return { name, version: parseVersion(name) };
}

function roleOf(stem: string): MigrationRole {
  if (stem.startsWith('R__')) return 'repeatable';
  if (/^B\d[\d._]*__/.test(stem)) return 'baseline';
  if (/^U\d[\d._]*__/.test(stem)) return 'undo';
  if (CALLBACK.test(stem)) return 'callback';
  return 'forward';
}

function byLevel(left: Level | undefined, right: Level | undefined): number {
  const order = compareVersions(left?.version ?? null, right?.version ?? null);
  return order || byNaturalName(left?.name ?? '', right?.name ?? '');
}

function compareVersions(left: Version | null, right: Version | null): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return byVersion(left, right);
}
