import type {
  ConstraintDetail,
  IndexDetail,
  PolicyDetail,
  RelationDetail,
  RelationId,
  RoleDetail,
  RoutineDetail,
  SequenceDetail,
  TriggerDetail,
} from '@rowpact/model';
import { league } from './questions.js';

/** A function in PL/pgSQL with this body. */
export function plpgsql(signature: string, body: string, parts: Partial<RoutineDetail> = {}): RoutineDetail {
  const [schema = '', name = ''] = signature.replace(/\(.*$/u, '').split('.');
  return {
    oid: 500,
    signature,
    schema,
    name,
    kind: 'function',
    arguments: '',
    returns: 'trigger',
    language: 'plpgsql',
    body,
    bodyIsAnalysed: false,
    volatility: 'volatile',
    strict: false,
    securityDefiner: false,
    settings: {},
    owner: 'league',
    privileges: [],
    ...parts,
  };
}

/** A trigger before each inserted row. */
export function trigger(
  name: string,
  table: string,
  function_: string,
  parts: Partial<TriggerDetail> = {},
): TriggerDetail {
  return {
    oid: 600,
    relation: league(table),
    name,
    timing: 'before',
    events: ['insert'],
    level: 'row',
    enabled: true,
    columns: [],
    function: function_,
    definition: `CREATE TRIGGER ${name} BEFORE INSERT ON public.${table} FOR EACH ROW EXECUTE FUNCTION ${function_}`,
    ...parts,
  };
}

export function constraint(
  name: string,
  table: string,
  kind: ConstraintDetail['kind'],
  columns: readonly string[],
  parts: Partial<ConstraintDetail> = {},
): ConstraintDetail {
  return {
    oid: 700,
    relation: league(table),
    name,
    kind,
    columns,
    definition: `${kind.toUpperCase()} (${columns.join(', ')})`,
    expression: null,
    deferrable: false,
    deferred: false,
    validated: true,
    enforced: true,
    references: null,
    ...parts,
  };
}

/** A unique index. */
export function index(
  name: string,
  table: string,
  columns: readonly (string | null)[],
  parts: Partial<IndexDetail> = {},
): IndexDetail {
  return {
    oid: 800,
    relation: league(table),
    name,
    unique: true,
    nullsNotDistinct: false,
    valid: true,
    columns,
    predicate: null,
    definition: `CREATE UNIQUE INDEX ${name} ON public.${table} USING btree (${columns.join(', ')})`,
    ofConstraint: false,
    immediate: true,
    ...parts,
  };
}

/** Every table has another. */
function oidOf(table: string): number {
  let sum = 7;
  for (let at = 0; at < table.length; at += 1) sum = sum * 31 + table.charCodeAt(at);
  return sum;
}

export function detail(table: string, parts: Partial<RelationDetail> = {}): RelationDetail {
  return {
    oid: oidOf(table),
    id: league(table),
    owner: 'league',
    privileges: [],
    columnPrivileges: [],
    rowSecurity: false,
    forcedRowSecurity: false,
    unlogged: false,
    populated: true,
    options: {},
    replicaIdentity: 'default',
    collations: {},
    ...parts,
  };
}

export function policy(name: string, table: string, parts: Partial<PolicyDetail> = {}): PolicyDetail {
  return {
    oid: 1000,
    relation: league(table),
    name,
    command: 'all',
    permissive: true,
    roles: ['PUBLIC'],
    using: null,
    check: null,
    ...parts,
  };
}

export function role(name: string, parts: Partial<RoleDetail> = {}): RoleDetail {
  return {
    name,
    login: true,
    superuser: false,
    bypassRowSecurity: false,
    connectionLimit: -1,
    memberOf: [],
    settings: {},
    ...parts,
  };
}

export function sequence(
  name: string,
  ownedBy: { readonly relation: RelationId; readonly column: string } | null,
  parts: Partial<SequenceDetail> = {},
): SequenceDetail {
  return {
    oid: 1100,
    id: league(name),
    ownedBy,
    type: 'bigint',
    increment: '1',
    minimum: '1',
    maximum: '9223372036854775807',
    start: '1',
    cache: '1',
    cycle: false,
    next: '1',
    privileges: [],
    ...parts,
  };
}
