import { quoteIdentifier, quoteLiteral, relationId, type FunctionInfo } from '@rowpact/model';
import { aggregateStep } from './aggregate-ddl.js';
import { COMPILED, isCompiled, isForCompiledOnly } from './compiled-code.js';
import { printedNames } from './printed-names.js';
import { plainStep, type Step } from './restore-step.js';

/** A function as people know it: `league.age(born date)`. */
export function signatureOf({ schema, name, identityArguments }: FunctionInfo): string {
  return `${relationId(schema, name)}(${identityArguments})`;
}

/**
 * A function that can be called in every statement and answers NULL or no row: the snapshot has no bodies.
 * @param number - tells the auxiliary functions of aggregates apart.
 */
export function functionStep(info: FunctionInfo, number: number): Step {
  const loss = { of: signatureOf(info), text: `the ${info.kind} ${signatureOf(info)} is missing` };
  const needs = printedNames(info.arguments, info.returns);
  const makes = relationId(info.schema, info.name);
  if (info.kind === 'aggregate') return { ...aggregateStep(info, number, loss), needs, makes };
  const whole = { ...plainStep(functionSql(info, info.arguments), loss), makes, needs };
  const later = { ...plainStep(replaced(whole.sql), noDefaults(info)), needs };
  const withoutDefaults: Step = {
    ...whole,
    sql: functionSql(info, info.identityArguments),
    later: info.arguments === info.identityArguments ? [] : [later],
  };
  return { ...whole, weaker: { step: withoutDefaults, loss: null } };
}

function noDefaults(info: FunctionInfo): Step['loss'] {
  return { of: signatureOf(info), text: `the arguments of ${signatureOf(info)} have no defaults` };
}

function replaced(sql: string): string {
  return sql.replace(/CREATE (?=FUNCTION|PROCEDURE)/, 'CREATE OR REPLACE ');
}

function functionSql(info: FunctionInfo, list: string): string {
  const { language } = info;
  const head = headOf(info, list);
  if (isForCompiledOnly(info)) return `${head} LANGUAGE ${COMPILED}`;
  // Compiled code gets its language when everything is there: until then an index may want to call it.
  if (isCompiled(info)) return `${head} LANGUAGE plpgsql AS ${quoteLiteral(plpgsqlBody(info))}`;
  const body = language === 'sql' ? sqlBody(info) : plpgsqlBody(info);
  const create = isBuiltIn(language) ? '' : `${createLanguage(language)};\n`;
  return `${create}${head} LANGUAGE ${quoteIdentifier(language)} AS ${quoteLiteral(body)}`;
}

function headOf(info: FunctionInfo, list: string): string {
  const name = relationId(info.schema, info.name);
  const security = info.securityDefiner ? ' SECURITY DEFINER' : '';
  if (info.kind === 'procedure') return `CREATE PROCEDURE ${name}(${list})${security}`;
  const window = info.kind === 'window' ? ' WINDOW' : '';
  const strict = info.strict ? ' STRICT' : '';
  const returns = info.returns === null ? '' : ` RETURNS ${info.returns}`;
  return `CREATE FUNCTION ${name}(${list})${returns}${window} ${info.volatility.toUpperCase()}${strict}${security}`;
}

function isBuiltIn(language: string): boolean {
  return language === 'sql' || language === 'plpgsql';
}

/** A language of the producer's own, or of an extension that nobody has: PL/pgSQL under another name. */
function createLanguage(language: string): string {
  const create = `CREATE LANGUAGE ${quoteIdentifier(language)} HANDLER pg_catalog.plpgsql_call_handler`;
  const absent = `NOT EXISTS (SELECT FROM pg_catalog.pg_language WHERE lanname = ${quoteLiteral(language)})`;
  return `DO $rowpact$ BEGIN IF ${absent} THEN ${create}; END IF; END $rowpact$`;
}

function plpgsqlBody(info: FunctionInfo): string {
  const returns = info.returns ?? '';
  if (returns === 'trigger') return 'BEGIN RETURN NEW; END';
  if (info.kind === 'procedure' || returns === 'event_trigger') return 'BEGIN END';
  const leavesToOutput = /^(?:void$|SETOF |TABLE\()/.test(returns) || hasOutput(info.arguments);
  return leavesToOutput ? 'BEGIN RETURN; END' : 'BEGIN RETURN NULL; END';
}

/** What several columns need is not known from the text alone: `settleCatalog` gives those functions their bodies. */
function sqlBody({ returns, arguments: list }: FunctionInfo): string {
  if (returns === null || hasOutput(list) || /^(?:TABLE\(|(?:SETOF )?record$|void$)/.test(returns)) return '';
  const set = /^SETOF ([\s\S]+)$/.exec(returns)?.[1];
  return set === undefined ? `SELECT NULL::${returns}` : `SELECT NULL::${set} WHERE false`;
}

/** Whether an argument list, as PostgreSQL prints it, has arguments that are answered. */
function hasOutput(list: string): boolean {
  const bare = list.replace(/"(?:[^"]|"")*"|E'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'/g, '""');
  return /(?:^|, )(?:INOUT|OUT) /.test(bare);
}
