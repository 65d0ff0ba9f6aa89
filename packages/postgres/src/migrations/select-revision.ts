import { byCodeUnit, fail } from '@rowpact/model';
import type { Migration, MigrationPlan } from './migration.js';
import { byVersion, parseVersion, type Version } from './version.js';

const SHOWN = 3;

/** One way in which people name a migration; the first way that matches anything decides. */
type Matcher = (migration: Migration, wanted: string) => boolean;

const MATCHERS: readonly Matcher[] = [
  (migration, wanted) => migration.path === wanted || migration.label === wanted,
  (migration, wanted) => migration.path.endsWith(`/${wanted}`) || migration.label.endsWith(`/${wanted}`),
  (migration, wanted) => sameVersions(migration.version, wanted),
  (migration, wanted) => sameVersions(migration.version?.split('/').at(-1) ?? null, wanted),
];

/**
 * The plan up to and including one revision, named by version (`18` is `018`), label, file name or path.
 * @throws FailureError (`revision-unknown`) where none or several migrations answer to the name.
 */
export function selectRevision(plan: MigrationPlan, to: string): MigrationPlan {
  const wanted = to.trim().replaceAll('\\', '/').replace(/^\.\//, '');
  for (const matcher of MATCHERS) {
    const found = plan.migrations.filter((migration) => matcher(migration, wanted));
    if (found.length > 1) failAmbiguous(to, found);
    const [only] = found;
    if (only !== undefined) return { ...plan, migrations: plan.migrations.slice(0, plan.migrations.indexOf(only) + 1) };
  }
  return failUnknown(plan, to, wanted);
}

/** Versions of numbered folders are compared one by one. */
function sameVersions(version: string | null, wanted: string): boolean {
  if (version === null || wanted === '') return false;
  const [left, right] = [version.split('/').map(wholeVersion), wanted.split('/').map(wholeVersion)];
  return left.length === right.length && left.every((part, index) => equalVersion(part, right[index] ?? null));
}

/** A name that is a version and nothing else. */
function wholeVersion(text: string): Version | null {
  const bare = /^\d+(?:[._]\d+)*$/.test(text) ? parseVersion(`V${text}`) : parseVersion(text);
  return bare !== null && (bare.written === text || `V${bare.written}` === text.toUpperCase()) ? bare : null;
}

function equalVersion(left: Version | null, right: Version | null): boolean {
  return left !== null && right !== null && byVersion(left, right) === 0;
}

function failAmbiguous(to: string, found: readonly Migration[]): never {
  fail({
    code: 'revision-unknown',
    message: `several migrations answer to ${to}: ${found
      .slice(0, SHOWN)
      .map((migration) => migration.label)
      .join(', ')}`,
    hint: 'Name one of them by its path.',
    detail: found.map((migration) => migration.path),
  });
}

function failUnknown(plan: MigrationPlan, to: string, wanted: string): never {
  const nearest = plan.migrations
    .map((migration) => ({ label: migration.label, distance: distanceTo(migration, wanted) }))
    .sort((left, right) => left.distance - right.distance || byCodeUnit(left.label, right.label))
    .slice(0, SHOWN);
  const last = plan.migrations.slice(-SHOWN);
  fail({
    code: 'revision-unknown',
    message: `there is no migration ${to}`,
    hint: 'Name a migration by its version, label or path; `rowpact migrations` lists them.',
    detail: [
      `nearest: ${nearest.map(({ label }) => label).join(', ')}`,
      `last: ${last.map((migration) => migration.label).join(', ')}`,
    ],
  });
}

function distanceTo(migration: Migration, wanted: string): number {
  const names = [
    migration.label,
    migration.label.slice(migration.label.lastIndexOf('/') + 1),
    migration.version ?? migration.label,
  ];
  return Math.min(...names.map((name) => editDistance(name.toLowerCase(), wanted.toLowerCase())));
}

/** How many characters to change to turn one text into the other. */
function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
