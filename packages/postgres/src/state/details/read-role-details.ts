import type { RoleDetail } from '@rowpact/model';
import { booleanOf, numberOf, textOf, textsOf, type CatalogQuery } from '../../catalog/catalog-query.js';
import { settingsOf } from './catalog-values.js';
import { sortedBy } from './naming.js';

/** The role that `initdb` makes. */
const BOOTSTRAP_SUPERUSER = 10;

const THIS_DATABASE = `(select oid from pg_database where datname = current_database())`;

// What is set for a role in this database wins over what is set for it everywhere: it stands behind.
const ROLES = `
  select r.rolname::text as name, r.rolcanlogin as login, r.rolsuper as superuser, r.rolbypassrls as bypass,
    r.rolconnlimit::text as connection_limit,
    (select json_agg(distinct g.rolname)::text from pg_auth_members m join pg_roles g on g.oid = m.roleid
      where m.member = r.oid) as member_of,
    (select json_agg(s.setting order by d.setdatabase)::text
      from pg_db_role_setting d, unnest(d.setconfig) as s(setting)
      where d.setrole = r.oid and d.setdatabase in (0, ${THIS_DATABASE})) as settings
  from pg_roles r where r.rolname !~ '^pg_' and r.oid <> ${BOOTSTRAP_SUPERUSER}`;

export async function readRoleDetails(query: CatalogQuery): Promise<readonly RoleDetail[]> {
  const roles = (await query(ROLES)).map((row) => ({
    name: textOf(row, 'name'),
    login: booleanOf(row, 'login'),
    superuser: booleanOf(row, 'superuser'),
    bypassRowSecurity: booleanOf(row, 'bypass'),
    connectionLimit: numberOf(row, 'connection_limit'),
    memberOf: sortedBy(textsOf(row, 'member_of'), (role) => role),
    settings: settingsOf(row, 'settings'),
  }));
  return sortedBy(roles, ({ name }) => name);
}

const DATABASE_SETTINGS = `
  select (select to_json(d.setconfig)::text from pg_db_role_setting d
    where d.setrole = 0 and d.setdatabase = ${THIS_DATABASE}) as settings`;

/** What the database sets for all roles. */
export async function readDatabaseSettings(query: CatalogQuery): Promise<Readonly<Record<string, string>>> {
  const [row] = await query(DATABASE_SETTINGS);
  return row ? settingsOf(row, 'settings') : {};
}
