import { ts } from 'ts-morph';
import type { SourceModule } from '../module/source-module.js';
import type { PackageOrigin } from '../value/origin-kinds.js';
import { type Library, type Role, roleIn } from './library.js';
import { LIBRARIES } from './libraries.js';

/** A role together with the library that gives it. */
export interface KnownRole {
  readonly library: Library;
  readonly role: Role;
}

/** What a package's function does with SQL; null where it does nothing. */
export function knownRole(origin: PackageOrigin): KnownRole | 'for another database' | null {
  for (const library of LIBRARIES) {
    if (!library.packages.test(origin.package)) continue;
    const role = roleIn(library, origin.path);
    if (role !== null) return isForOther(origin) ? 'for another database' : { library, role };
  }
  return null;
}

const OTHER_SETTING =
  /^(?:mysql|mysql2|mariadb|sqlite|sqlite3|better-sqlite3|mssql|oracle|oracledb|snowflake|db2|sqljs|cockroachdb-x|d1)$/u;
const OTHER_ADDRESS = /^(?:mysql|mariadb|sqlite|mssql|oracle)[^:]*:/u;

/** Whether its settings name another database: `knex({ client: 'mysql2' })`, `new Sequelize('sqlite::memory:')`. */
function isForOther({ made }: PackageOrigin): boolean {
  return made?.node.arguments?.some((argument) => namesOther(argument, made.module)) ?? false;
}

function namesOther(node: ts.Expression, module: SourceModule): boolean {
  if (ts.isStringLiteralLike(node)) return OTHER_ADDRESS.test(node.text);
  if (!ts.isObjectLiteralExpression(node)) return false;
  return node.properties.some((property) => {
    if (!ts.isPropertyAssignment(property)) return false;
    const name = property.name.getText(module.source);
    const value = property.initializer;
    if (!ts.isStringLiteralLike(value)) return false;
    return /^(?:client|dialect|type)$/u.test(name) ? OTHER_SETTING.test(value.text) : OTHER_ADDRESS.test(value.text);
  });
}
