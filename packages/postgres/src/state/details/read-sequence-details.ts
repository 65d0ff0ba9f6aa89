import { quoteIdentifier, relationId, type SequenceDetail } from '@rowpact/model';
import {
  booleanOf,
  numberOf,
  textOf,
  textOrNull,
  type CatalogQuery,
  type CatalogRow,
} from '../../catalog/catalog-query.js';
import { extensionMembers, OWN_SCHEMA } from '../../catalog/catalog-scope.js';
import { nextOf, type SequencePosition } from './next-value.js';
import { sortedBy, type Naming } from './naming.js';
import { ACL_KEY, type Privileges } from './read-privileges.js';
import { VERSION_18, type ServerVersion } from './server-version.js';

// Where a sequence stands is in its own row; only since version 18 a function reads it. A sequence that may not be read
// answers NULL there.
function sequencesQuery(version: ServerVersion): string {
  const isKnown = version >= VERSION_18;
  return `
  select c.oid::text as oid, n.nspname::text as schema, c.relname::text as name,
    case s.seqtypid when 20 then 'bigint' when 23 then 'integer' else 'smallint' end as type,
    s.seqincrement::text as increment, s.seqmin::text as minimum,
    s.seqmax::text as maximum, s.seqstart::text as start, s.seqcache::text as cache, s.seqcycle as cycle,
    ${isKnown ? 'd.last_value::text' : 'null::text'} as last_value, ${isKnown ? 'd.is_called' : 'null::bool'} as is_called,
    ${isKnown ? 'false' : `has_sequence_privilege(c.oid, 'SELECT')`} as readable,
    ${ACL_KEY.relation} as acl, o.relation::text as owner, o.attnum::text as owner_attnum
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_sequence s on s.seqrelid = c.oid
  ${isKnown ? 'left join lateral pg_get_sequence_data(c.oid) d on true' : ''}
  left join (
    select e.objid, e.refobjid as relation, e.refobjsubid as attnum from pg_depend e
    where e.classid = 'pg_class'::regclass and e.refclassid = 'pg_class'::regclass and e.refobjsubid > 0
      and e.deptype in ('a', 'i')
  ) o on o.objid = c.oid
  where c.relkind = 'S' and ${OWN_SCHEMA} and c.oid not in (${extensionMembers('pg_class')})`;
}

export async function readSequenceDetails(
  query: CatalogQuery,
  naming: Naming,
  privileges: Privileges,
  version: ServerVersion,
): Promise<readonly SequenceDetail[]> {
  const rows = await query(sequencesQuery(version));
  const positions = version >= VERSION_18 ? null : await readPositions(query, rows);
  const details = rows.map((row) =>
    toDetail(row, naming, privileges, positions ? (positions.get(numberOf(row, 'oid')) ?? null) : positionIn(row)),
  );
  return sortedBy(details, ({ id }) => id);
}

async function readPositions(
  query: CatalogQuery,
  rows: readonly CatalogRow[],
): Promise<ReadonlyMap<number, SequencePosition | null>> {
  const selects = rows
    .filter((row) => booleanOf(row, 'readable'))
    .map((row) => {
      const name = `${quoteIdentifier(textOf(row, 'schema'))}.${quoteIdentifier(textOf(row, 'name'))}`;
      return `select '${textOf(row, 'oid')}' as oid, last_value::text as last_value, is_called from ${name}`;
    });
  if (selects.length === 0) return new Map();
  const answered = await query(selects.join(' union all '));
  return new Map(answered.map((row) => [numberOf(row, 'oid'), positionIn(row)]));
}

function positionIn(row: CatalogRow): SequencePosition | null {
  const lastValue = textOrNull(row, 'last_value');
  return lastValue === null ? null : { lastValue, isCalled: booleanOf(row, 'is_called') };
}

function toDetail(
  row: CatalogRow,
  naming: Naming,
  privileges: Privileges,
  position: SequencePosition | null,
): SequenceDetail {
  const bounds = {
    increment: textOf(row, 'increment'),
    minimum: textOf(row, 'minimum'),
    maximum: textOf(row, 'maximum'),
    cycle: booleanOf(row, 'cycle'),
  };
  return {
    oid: numberOf(row, 'oid'),
    id: relationId(textOf(row, 'schema'), textOf(row, 'name')),
    ownedBy: ownerOf(row, naming),
    type: textOf(row, 'type'),
    ...bounds,
    start: textOf(row, 'start'),
    cache: textOf(row, 'cache'),
    next: position && nextOf(bounds, position),
    privileges: privileges(textOf(row, 'acl')),
  };
}

function ownerOf(row: CatalogRow, naming: Naming): SequenceDetail['ownedBy'] {
  if (textOrNull(row, 'owner') === null) return null;
  const oid = numberOf(row, 'owner');
  const relation = naming.relation(oid);
  const column = naming.column(oid, numberOf(row, 'owner_attnum'));
  return relation === null || column === null ? null : { relation, column };
}
