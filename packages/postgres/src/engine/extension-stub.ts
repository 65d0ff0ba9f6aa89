import { fail, quoteIdentifier, quoteLiteral, splitName, type ExtensionStub } from '@rowpact/model';
import { KNOWN_EXTENSIONS } from './known-extensions.js';

/** The version that a stub has until a migration asks for another one. */
export const STUB_VERSION = 'stub';

/** A file below PostgreSQL's `share` folder. */
export interface SharedFile {
  readonly path: string;
  readonly content: string;
}

/**
 * A stub as a real extension, by control file and script: PostgreSQL itself then understands CREATE, ALTER, COMMENT ON
 * and DROP EXTENSION, in DO blocks too, and knows which objects belong to it.
 */
export function stubFiles(stub: ExtensionStub): readonly SharedFile[] {
  return [
    {
      path: `extension/${stub.extension}.control`,
      content: `default_version = '${STUB_VERSION}'\nrelocatable = ${String(!hasOwnSchema(stub))}\n`,
    },
    stubScript(stub, STUB_VERSION),
  ];
}

/** The script for `CREATE EXTENSION … VERSION`. */
export function stubScript(stub: ExtensionStub, version: string): SharedFile {
  return { path: `extension/${stub.extension}--${version}.sql`, content: scriptOf(stub) };
}

/** The script for `ALTER EXTENSION … UPDATE`, which has nothing to do. */
export function stubUpdate(stub: ExtensionStub, from: string, to: string): SharedFile {
  return { path: `extension/${stub.extension}--${from}--${to}.sql`, content: '' };
}

function scriptOf(stub: ExtensionStub): string {
  const functions = stub.functions.map((signature) => readSignature(stub.extension, signature));
  const schemas = new Set(functions.flatMap(({ schema }) => (schema === null ? [] : [schema])));
  const known = Object.hasOwn(KNOWN_EXTENSIONS, stub.extension) ? KNOWN_EXTENSIONS[stub.extension] : undefined;
  return [
    ...[...schemas].map(schemaSql),
    ...(stub.types.length === 0 ? [] : TYPMOD_FUNCTIONS),
    ...stub.types.flatMap(typeSql),
    ...castsBetween(stub.types),
    ...functions.map(functionSql),
    known?.script ?? '',
  ].join('\n');
}

function hasOwnSchema(stub: ExtensionStub): boolean {
  return stub.functions.some((signature) => readSignature(stub.extension, signature).schema !== null);
}

/** A schema that the user made before stays the user's. */
function schemaSql(schema: string): string {
  const create = `CREATE SCHEMA ${quoteIdentifier(schema)}`;
  return `DO $rowpact$ BEGIN IF to_regnamespace(${quoteLiteral(quoteIdentifier(schema))}) IS NULL THEN ${create}; END IF; END $rowpact$;`;
}

/** Any number of type modifiers is taken and none is shown: `geometry(Point,4326)` becomes `geometry`. */
const TYPMOD_FUNCTIONS = [
  `CREATE FUNCTION rowpact_typmod_in(cstring[]) RETURNS integer LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'array_ndims';`,
  `CREATE FUNCTION rowpact_typmod_out(integer) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'void_out';`,
];

/**
 * A type that holds any text. It counts as `bytea` where PostgreSQL looks for an order, so that it can be compared,
 * grouped and indexed by B-tree and hash; `text` would do so too, but wants a collation.
 */
function typeSql(name: string): readonly string[] {
  const type = quoteIdentifier(name);
  const input = quoteIdentifier(`rowpact_${name}_in`);
  const output = quoteIdentifier(`rowpact_${name}_out`);
  return [
    `CREATE TYPE ${type};`,
    `CREATE FUNCTION ${input}(cstring) RETURNS ${type} LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'textin';`,
    `CREATE FUNCTION ${output}(${type}) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'textout';`,
    `CREATE TYPE ${type} (INPUT = ${input}, OUTPUT = ${output}, TYPMOD_IN = rowpact_typmod_in, TYPMOD_OUT = rowpact_typmod_out, LIKE = pg_catalog.bytea);`,
    `CREATE CAST (${type} AS bytea) WITHOUT FUNCTION AS IMPLICIT;`,
    `CREATE CAST (${type} AS text) WITHOUT FUNCTION AS ASSIGNMENT;`,
    `CREATE CAST (text AS ${type}) WITHOUT FUNCTION AS ASSIGNMENT;`,
  ];
}

function castsBetween(types: readonly string[]): readonly string[] {
  return types.flatMap((from) =>
    types
      .filter((to) => to !== from)
      .map((to) => `CREATE CAST (${quoteIdentifier(from)} AS ${quoteIdentifier(to)}) WITHOUT FUNCTION AS ASSIGNMENT;`),
  );
}

interface Signature {
  readonly schema: string | null;
  /** With its arguments, as written. */
  readonly call: string;
  readonly returns: string;
}

const SIGNATURE = /^\s*(?<name>(?:"(?:[^"]|"")+"|[^\s"(])+)\s*(?<rest>\([\s\S]*\))\s+returns\s+(?<returns>[\s\S]+)$/i;

function readSignature(extension: string, text: string): Signature {
  const { name, rest, returns } = SIGNATURE.exec(text)?.groups ?? {};
  const parts = name === undefined ? null : splitName(name);
  if (name === undefined || rest === undefined || returns === undefined || parts === null || parts.length > 2) {
    fail({
      code: 'registry-invalid',
      message: `extensions.${extension}.functions: "${text}" is no signature`,
      hint: 'Write it as `name(argument types) returns type`, for instance `st_area(geometry) returns double precision`.',
    });
  }
  return { schema: parts.length === 2 ? (parts[0] ?? null) : null, call: name + rest, returns: returns.trim() };
}

function functionSql({ call, returns }: Signature): string {
  return `CREATE FUNCTION ${call} RETURNS ${returns} LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS ${quoteLiteral(bodyFor(returns))};`;
}

function bodyFor(returns: string): string {
  if (/^trigger$/i.test(returns)) return 'BEGIN RETURN NEW; END';
  if (/^event_trigger$/i.test(returns)) return 'BEGIN END';
  if (/^(?:void$|setof\s|table\s*\()/i.test(returns)) return 'BEGIN RETURN; END';
  return 'BEGIN RETURN NULL; END';
}
