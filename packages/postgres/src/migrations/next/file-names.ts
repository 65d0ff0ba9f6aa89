import { posix } from 'node:path';
import { describeFile, ownVersion, type MigrationFile } from '../migration-file.js';
import { isMoment, nextVersion } from './next-version.js';

/** The files of one migration, relative to the source's folder. */
export interface MigrationFiles {
  readonly up: string;
  /** The way back, where the tool keeps it in a file of its own; null elsewhere. */
  readonly down: string | null;
}

/** Prisma writes moments also after a first migration that it calls `0_init`. */
const PRISMA = '20000101000000';

const FIRST: MigrationFile = describeFile('000_.sql');

/**
 * What the migration after another one is called: numbered, joined and ended as that one is.
 * @param latest the highest version that the folder has in any file, also in one that is no SQL
 * @param all every file of the folder, to see whether the others have a way back
 */
export function filesAfter(
  newest: MigrationFile | null,
  latest: string | null,
  words: string,
  now: Date,
  all: ReadonlySet<string>,
): MigrationFiles {
  const { path, levels } = newest ?? FIRST;
  const stem = levels.at(-1)?.name ?? '';
  const written = ownVersion(newest ?? FIRST)?.written ?? '';
  const base = posix.basename(path);
  const version = base === 'migration.sql' && !isMoment(written) ? PRISMA : (latest ?? written);
  const letter = stem.startsWith(written) ? '' : stem.slice(0, 1).replace('B', 'V');
  // `10a_fix`: a letter behind the number belongs to it.
  const rest = stem.slice(letter.length + written.length);
  const [, join = '', own = ''] = /^[A-Za-z]?(?![\p{L}\p{N}])([^\p{L}\p{N}]*)(.*)$/u.exec(rest) ?? [];
  const gap = own.includes('_') || (!own.includes('-') && join !== '-') ? '_' : '-';
  if (written === '') return withEnding(slug(words, gap), path, all);
  const between = join || (letter === '' ? gap : '__');
  return withEnding(`${letter}${nextVersion(version, now)}${between}${slug(words, gap)}`, path, all);
}

/** Words as file names have them: `drop players."Team Id"` becomes `drop_players_team_id`. */
export function slug(words: string, gap: string): string {
  const plain = words
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, gap);
  const trimmed = plain.replace(/^[-_]+|[-_]+$/g, '').slice(0, 80);
  return trimmed.replace(/[-_]+$/, '') || 'migration';
}

/** Ends a name as another file's is, with a file for the way back where that one has it. */
function withEnding(name: string, like: string, all: ReadonlySet<string>): MigrationFiles {
  const [folder, base] = [posix.dirname(like), posix.basename(like)];
  if (/^(?:up|migration)\.sql$/i.test(base) && folder !== '.') {
    const own = posix.join(posix.dirname(folder), name);
    const beside = posix.dirname(folder);
    const reversible = [...all].some(
      (path) => path.endsWith('/down.sql') && posix.dirname(posix.dirname(path)) === beside,
    );
    return { up: `${own}/${base}`, down: reversible ? `${own}/down.sql` : null };
  }
  const at = (ending: string): string => posix.join(folder, `${name}${ending}`);
  for (const [forward, back] of PAIRS) {
    if (!base.toLowerCase().endsWith(forward)) continue;
    const paired = forward === '.up.sql' || all.has(posix.join(folder, base.slice(0, -forward.length) + back));
    if (paired) return { up: at(forward), down: at(back) };
  }
  return { up: at(/\.do\.sql$/i.test(base) ? '.do.sql' : '.sql'), down: null };
}

/** How tools tell the way forward from the way back, the longer ending first. */
const PAIRS: readonly (readonly [string, string])[] = [
  ['.up.sql', '.down.sql'],
  ['.do.sql', '.undo.sql'],
  ['_up.sql', '_down.sql'],
  ['-up.sql', '-down.sql'],
  ['.sql', '.down.sql'],
  ['.sql', '.undo.sql'],
  ['.sql', '.rollback.sql'],
];
