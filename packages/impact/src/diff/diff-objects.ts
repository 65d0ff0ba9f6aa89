import type { ExtensionInfo, OtherObject, CatalogName } from '@rowpact/model';
import type { Comparison } from './comparison.js';
import { found, row, type FoundChange } from './found-change.js';
import { matchMembers } from './match-members.js';

const CATALOGS: Readonly<Record<string, CatalogName>> = {
  operator: 'pg_operator',
  cast: 'pg_cast',
  collation: 'pg_collation',
  'text search configuration': 'pg_ts_config',
  'event trigger': 'pg_event_trigger',
};

/** Extensions, and the objects that stand beside tables: operators, casts, collations and the like. */
export function diffObjects({ before, after, names, identity }: Comparison): readonly FoundChange[] {
  const objects = matchMembers(before.state.details.others, after.state.details.others, [
    ...(identity === 'catalog' ? [({ kind, oid }: OtherObject) => `${kind} ${oid}`] : []),
    ({ kind, name }) => `${kind} ${name}`,
  ]);
  // One that prints otherwise because something that it names was renamed is what it was; one that was made again may do anything.
  const remade = objects.kept.filter(
    ([old, now]) => !names.sameText(old.name, now.name) || (identity === 'catalog' && old.oid !== now.oid),
  );
  return [
    ...extensionChanges(before.state.snapshot.extensions, after.state.snapshot.extensions),
    ...[...objects.gone, ...remade.map(([old]) => old)].map((one) => objectChange('object-dropped', one)),
    ...[...objects.added, ...remade.map(([, now]) => now)].map((one) => objectChange('object-created', one)),
  ];
}

function objectChange(
  kind: 'object-created' | 'object-dropped',
  { kind: object, name, oid }: OtherObject,
): FoundChange {
  const catalog = CATALOGS[object];
  return found({ kind, object, name }, catalog === undefined ? [] : row(catalog, oid));
}

/** Its objects are not looked at: they come, go and move with it. */
function extensionChanges(before: readonly ExtensionInfo[], after: readonly ExtensionInfo[]): readonly FoundChange[] {
  const { kept, gone, added } = matchMembers(before, after, [({ name }) => name]);
  return [
    ...gone.map(({ name, version }) => found({ kind: 'extension-dropped', extension: name, version })),
    ...added.map(({ name, version }) => found({ kind: 'extension-added', extension: name, version })),
    ...kept
      .filter(([old, now]) => old.version !== now.version || old.schema !== now.schema)
      .map(([old, now]) => {
        const moved = old.schema !== now.schema;
        const words = ({ version, schema }: ExtensionInfo): string => (moved ? `${version} in ${schema}` : version);
        return found({ kind: 'extension-updated', extension: old.name, before: words(old), after: words(now) });
      }),
  ];
}
