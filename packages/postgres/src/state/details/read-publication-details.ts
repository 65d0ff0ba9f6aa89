import { relationId, type PublicationDetail } from '@rowpact/model';
import {
  booleanOf,
  numberOf,
  textOf,
  textOrNull,
  type CatalogQuery,
  type CatalogRow,
} from '../../catalog/catalog-query.js';
import { sortedBy } from './naming.js';

// What is published schema by schema is answered table by table; what publishes all tables names none.
const PUBLICATIONS = `
  select p.oid::text as oid, p.pubname::text as name, p.puballtables as all_tables,
    p.pubinsert, p.pubupdate, p.pubdelete, p.pubtruncate,
    case when not p.puballtables then (
      select json_agg(json_build_array(t.schemaname, t.tablename))::text from pg_publication_tables t
      where t.pubname = p.pubname) end as relations
  from pg_publication p`;

export async function readPublicationDetails(query: CatalogQuery): Promise<readonly PublicationDetail[]> {
  return sortedBy((await query(PUBLICATIONS)).map(toDetail), ({ name }) => name);
}

const EVENTS = ['insert', 'update', 'delete', 'truncate'] as const;

function toDetail(row: CatalogRow): PublicationDetail {
  const relations = textOrNull(row, 'relations');
  // the query builds pairs of a schema and a name
  const pairs = relations === null ? [] : (JSON.parse(relations) as readonly (readonly [string, string])[]);
  return {
    oid: numberOf(row, 'oid'),
    name: textOf(row, 'name'),
    allTables: booleanOf(row, 'all_tables'),
    relations: sortedBy(
      pairs.map(([schema, name]) => relationId(schema, name)),
      (id) => id,
    ),
    events: EVENTS.filter((event) => booleanOf(row, `pub${event}`)),
  };
}
