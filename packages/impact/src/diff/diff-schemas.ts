import type { SchemaDetail } from '@rowpact/model';
import type { Comparison } from './comparison.js';
import { diffPrivileges } from './diff-privileges.js';
import { found, row, type FoundChange } from './found-change.js';
import { matchMembers } from './match-members.js';

/** Schemas. What is in one that was renamed is told of besides, each thing by its own rename. */
export function diffSchemas({ before, after, identity }: Comparison): readonly FoundChange[] {
  const { kept, gone, added } = matchMembers(before.state.details.schemas, after.state.details.schemas, [
    ...(identity === 'catalog' ? [({ oid }: SchemaDetail) => oid] : []),
    ({ name }) => name,
  ]);
  const names = new Set(after.state.details.schemas.map(({ name }) => name));
  return [
    ...gone.map(({ oid, name }) => found({ kind: 'schema-dropped', schema: name }, row('pg_namespace', oid))),
    ...added.map(({ oid, name }) => found({ kind: 'schema-created', schema: name }, row('pg_namespace', oid))),
    ...kept.flatMap(([old, now]) => {
      const moved = old.name !== now.name;
      return [
        ...(moved
          ? [found({ kind: 'schema-renamed', schema: old.name, to: now.name }, row('pg_namespace', now.oid))]
          : []),
        ...diffPrivileges(
          { on: 'schema', object: moved && names.has(old.name) ? now.name : old.name },
          old.privileges,
          now.privileges,
          { catalog: 'pg_namespace', oid: now.oid },
        ),
      ];
    }),
  ];
}
