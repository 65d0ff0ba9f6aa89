import type { Place, TextOrigin } from '@rowpact/model';
import type { ModuleFindings } from '../module/source-module.js';

/** What was found, short enough to be read: places as `file:line:column in function`, origins by the name that they belong to. */
export function describeFindings(found: readonly ModuleFindings[]): object {
  return {
    statements: found.flatMap(({ statements }) =>
      statements.map(({ text, place, origins }) => ({
        text,
        place: describePlace(place),
        names: describeOrigins(text, origins),
      })),
    ),
    blinds: found.flatMap(({ blinds }) =>
      blinds.map(({ place, reason, detail, text, attempts }) => ({
        place: describePlace(place),
        reason,
        detail,
        text,
        attempts: attempts.map((attempt) => attempt.text),
      })),
    ),
    tables: found.flatMap(({ tables }) =>
      tables.map(({ place, caller, schema, table, columns }) => ({
        table: schema === null ? table : `${schema}.${table}`,
        caller,
        place: describePlace(place),
        columns: columns.map(({ name, location }) => `${name} ${location.file}:${location.line}:${location.column}`),
      })),
    ),
  };
}

function describePlace({ file, line, column, within }: Place): string {
  return `${file}:${line}:${column}${within === null ? '' : ` in ${within}`}`;
}

function describeOrigins(text: string, origins: readonly TextOrigin[]): string {
  return origins
    .slice(1)
    .map(
      ({ at, file, line, column }) => `${/^"(?:[^"]|"")*"/.exec(text.slice(at))?.[0] ?? ''} ${file}:${line}:${column}`,
    )
    .join(', ');
}
