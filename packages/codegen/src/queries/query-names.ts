import { DEFAULT_SCHEMA } from '@rowpact/model';
import { schemaNameOf, typeNameOf } from '../type-names.js';

/** The names that a query has in its module. */
export interface QueryNames {
  readonly function: string;
  readonly params: string;
  readonly row: string;
}

/** `GetPlayers`, `getPlayers`, `get_players` and `get-players` all are `getPlayers`, with `GetPlayersParams` and `GetPlayersRow`. */
export function queryNames(name: string): QueryNames {
  const base = typeNameOf({ schema: DEFAULT_SCHEMA, name });
  const plain = schemaNameOf(base);
  return {
    function: TAKEN.has(plain) ? `${plain}_` : plain,
    params: `${base}Params`,
    row: `${base}Row`,
  };
}

/** What no function of a module can be called; the last line compiles, and breaks CommonJS or `await import(…)`. */
const TAKEN: ReadonlySet<string> = new Set([
  ...['arguments', 'await', 'break', 'case', 'catch', 'class', 'const', 'continue', 'debugger', 'default', 'delete'],
  ...['do', 'else', 'enum', 'eval', 'export', 'extends', 'false', 'finally', 'for', 'function', 'if', 'implements'],
  ...['import', 'in', 'instanceof', 'interface', 'let', 'new', 'null', 'package', 'private', 'protected', 'public'],
  ...['return', 'static', 'super', 'switch', 'this', 'throw', 'true', 'try', 'typeof', 'undefined', 'var', 'void'],
  ...['while', 'with', 'yield'],
  ...['exports', 'module', 'require', 'then'],
]);
