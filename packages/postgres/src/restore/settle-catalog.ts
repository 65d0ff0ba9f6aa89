import { quoteIdentifier, quoteLiteral, type FunctionInfo, type Snapshot } from '@rowpact/model';
import type { EmbeddedDatabase } from '../engine/embedded-database.js';
import { isCompiled } from './compiled-code.js';

/** Sets in the catalog itself what no statement sets. */
export async function settleCatalog(database: EmbeddedDatabase, snapshot: Snapshot): Promise<void> {
  await database.exec(
    [INHERITED, POPULATED, SQL_BODIES, ...snapshot.functions.filter(isCompiled).map(setLanguage)].join(';\n'),
  );
}

// Which inherited columns a child declares itself too is not known; mostly it declares none, and then a column that its
// parent loses, it loses as well.
const INHERITED = `
  UPDATE pg_catalog.pg_attribute SET attislocal = false WHERE attinhcount > 0 AND attislocal;
  UPDATE pg_catalog.pg_constraint SET conislocal = false WHERE coninhcount > 0 AND conislocal`;

// Over empty tables nearly every query answers no row.
const POPULATED = `UPDATE pg_catalog.pg_class SET relispopulated = true WHERE relkind = 'm' AND NOT relispopulated`;

// What several columns or none need is told by the catalog: one NULL of its type for each.
const SQL_BODIES = `
  UPDATE pg_catalog.pg_proc p SET prosrc = concat('SELECT ', (
    SELECT string_agg('NULL::' || format_type(o.type, NULL), ', ' ORDER BY o.at)
    FROM unnest(p.proallargtypes, p.proargmodes) WITH ORDINALITY AS o (type, mode, at) WHERE o.mode IN ('o', 'b', 't')
  ), CASE WHEN p.proretset THEN ' WHERE false' END)
  FROM pg_catalog.pg_language l
  WHERE l.oid = p.prolang AND l.lanname = 'sql' AND p.prosrc = '' AND p.prosqlbody IS NULL`;

function setLanguage({ schema, name, identityArguments, language }: FunctionInfo): string {
  return `UPDATE pg_catalog.pg_proc SET prosrc = 'not in the snapshot', prolang = (
      SELECT oid FROM pg_catalog.pg_language WHERE lanname = ${quoteLiteral(language)})
    WHERE pronamespace = ${quoteLiteral(quoteIdentifier(schema))}::regnamespace AND proname = ${quoteLiteral(name)}
      AND pg_catalog.pg_get_function_identity_arguments(oid) = ${quoteLiteral(identityArguments)}`;
}
