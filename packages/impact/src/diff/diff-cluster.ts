import { byCodeUnit, displayName, type PublicationDetail, type RoleDetail } from '@rowpact/model';
import type { Comparison } from './comparison.js';
import { sameSettings } from './diff-routines.js';
import { found, row, type FoundChange } from './found-change.js';
import { matchMembers } from './match-members.js';

/** Roles with their settings, settings of the database, publications. */
export function diffCluster({ before, after, names, identity }: Comparison): readonly FoundChange[] {
  const [old, now] = [before.state.details, after.state.details];
  const publications = matchMembers(old.publications, now.publications, [
    ...(identity === 'catalog' ? [({ oid }: PublicationDetail) => oid] : []),
    ({ name }) => name,
  ]);
  const publication = (one: PublicationDetail, what: string): FoundChange =>
    found({ kind: 'publication-changed', publication: one.name, what }, row('pg_publication', one.oid));
  return [
    ...roleChanges(old.roles, now.roles),
    ...settingChanges(null, old.databaseSettings, now.databaseSettings),
    ...publications.gone.map((one) => publication(one, 'dropped')),
    ...publications.added.map((one) => publication(one, 'created')),
    ...publications.kept.flatMap(([was, is]) => {
      const published = new Set(was.relations.map((id) => names.relation(id)));
      const publishes = new Set(is.relations);
      const what = [
        ...(was.name === is.name ? [] : [`renamed to ${is.name}`]),
        ...(was.allTables === is.allTables ? [] : [is.allTables ? 'for all tables' : 'no longer for all tables']),
        ...[...published].filter((id) => !publishes.has(id)).map((id) => `without ${displayName(id)}`),
        ...[...publishes].filter((id) => !published.has(id)).map((id) => `with ${displayName(id)}`),
        ...was.events.filter((event) => !is.events.includes(event)).map((event) => `without ${event}`),
        ...is.events.filter((event) => !was.events.includes(event)).map((event) => `with ${event}`),
      ];
      return what.map((words) => publication(was, words));
    }),
  ];
}

function roleChanges(before: readonly RoleDetail[], after: readonly RoleDetail[]): readonly FoundChange[] {
  const { kept, gone, added } = matchMembers(before, after, [({ name }) => name]);
  return [
    ...gone.map(({ name }) => found({ kind: 'role-dropped', role: name })),
    ...added.map(({ name }) => found({ kind: 'role-created', role: name })),
    ...kept.flatMap(([old, now]) => [
      ...(sameRole(old, now) ? [] : [found({ kind: 'role-changed', role: old.name, before: old, after: now })]),
      ...settingChanges(old.name, old.settings, now.settings),
    ]),
  ];
}

function sameRole(before: RoleDetail, after: RoleDetail): boolean {
  return (
    before.login === after.login &&
    before.superuser === after.superuser &&
    before.bypassRowSecurity === after.bypassRowSecurity &&
    before.connectionLimit === after.connectionLimit &&
    JSON.stringify([...before.memberOf].sort(byCodeUnit)) === JSON.stringify([...after.memberOf].sort(byCodeUnit))
  );
}

function settingChanges(
  role: string | null,
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): readonly FoundChange[] {
  if (sameSettings(before, after)) return [];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((setting) => {
    const [old, now] = [before[setting] ?? null, after[setting] ?? null];
    return old === now ? [] : [found({ kind: 'setting-changed', role, setting, before: old, after: now })];
  });
}
