import {
  type Column,
  type EnumType,
  type Relation,
  type RelationId,
  relationId,
  type Snapshot,
  typeId,
} from '@rowpact/model';
import type { MatchContext } from '../row-type-match.js';

const ENUMS = new Map([
  ['contract_status', ['none', 'draft', 'sent', 'signed']],
  ['jersey_option', ['new', 'keep_last_season', 'borrow']],
  ['outbox_status', ['pending', 'sent', 'failed']],
]);

/** What `pg` makes of the types below. */
const READ = new Map([
  ...(['int2', 'int4'] as const).map((name) => [name, 'number'] as const),
  ...(['text', 'numeric', 'int8'] as const).map((name) => [name, 'string'] as const),
  ...(['date', 'timestamptz'] as const).map((name) => [name, 'Date'] as const),
  ...[['text[]', 'string[]'] as const, ['bool', 'boolean'] as const, ['jsonb', 'JsonValue'] as const],
  ...[['bytea', 'Buffer'] as const, ['interval', 'PostgresInterval'] as const],
  ...[...ENUMS.keys()].map((name) => [name, pascal(name)] as const),
]);

/** Column by column: its name, its type, `?` where it can be NULL. */
const RELATIONS: Readonly<Record<string, string>> = {
  'archive.players': 'id int4, first_name text, last_name text, archived_at timestamptz',
  'public.games':
    'id int4, home_team_id int4, away_team_id int4, tip_off timestamptz, length interval?, report bytea?, referee text?',
  'public.outbox':
    'id int8, tenant_id int4, event_type text, payload jsonb, status outbox_status, created_at timestamptz',
  'public.parents': 'id int4, tenant_id int4, name text, email text, phone text?',
  'public.player_teams': 'player_id int4, team_id int4',
  'public.players':
    'id int4, tenant_id int4, parent_id int4, first_name text, last_name text, full_name text, date_of_birth date, ' +
    'height_cm numeric?, positions text[], created_at timestamptz, contract_token text?, ' +
    'contract_status contract_status, season_fee numeric, jersey_option jersey_option?, jersey_number int2?, ' +
    'is_public bool, custom_notes text?',
  'public.public_roster (view)': 'player_id int4?, full_name text?, team_name text?, jersey_number int2?',
  'public.teams': 'id int4, tenant_id int4, name text, division text?, age_group int2, founded_on date?',
};

export const LEAGUE: Pick<Snapshot, 'relations' | 'enums'> = {
  relations: Object.entries(RELATIONS).map(([name, columns]) => relationOf(name, columns)),
  enums: [...ENUMS].map(([name, labels]): EnumType => ({
    ...{ id: typeId('public', name), schema: 'public', name, labels, comment: null },
  })),
};

/** The row interface of each relation. */
export const ROW_NAMES: ReadonlyMap<RelationId, string> = new Map(
  LEAGUE.relations.map(({ id, schema, name }) => [id, rowName(schema, name)]),
);

export const typeOf: MatchContext['typeOf'] = (relation, column) => {
  const found = LEAGUE.relations.find(({ id }) => id === relation)?.columns.find(({ name }) => name === column);
  return found ? { read: readType(found), nullable: found.nullable } : null;
};

/** The module that is generated for the league, with every relation and column. */
export function leagueModule(): string {
  const enums = [...ENUMS].map(([name, labels]) => {
    return `export type ${pascal(name)} = ${labels.map((label) => `"${label}"`).join(' | ')};\n`;
  });
  const rows = LEAGUE.relations.map(({ schema, name, columns }) => {
    const lines = columns.map((column) => `  ${column.name}: ${readType(column)};\n`);
    return `export interface ${rowName(schema, name)} {\n${lines.join('')}}\n`;
  });
  const others = [
    'export type JsonValue = JsonValue[] | { [x: string]: JsonValue | undefined } | boolean | null | number | string;\n',
    'export interface PostgresInterval {\n  hours?: number;\n  minutes?: number;\n}\n',
    'export type Buffer = Uint8Array;\n',
  ];
  return [...enums, ...others, ...rows].join('\n');
}

function relationOf(name: string, columns: string): Relation {
  const [, schema = '', own = '', isView] = /^(\w+)\.(\w+)( \(view\))?$/.exec(name) ?? [];
  return {
    ...{ id: relationId(schema, own), schema, name: own, kind: isView ? 'view' : 'table', comment: null },
    ...{ columns: columns.split(', ').map(columnOf), partitionOf: null, partitionKey: null, inherits: [] },
    ...{ primaryKey: null, uniques: [], foreignKeys: [], checks: [], exclusions: [], uniqueIndexes: [] },
    definition: null,
  };
}

function columnOf(text: string): Column {
  const [, name = '', type = '', array, nullable] = /^(\w+) (\w+)(\[\])?(\?)?$/.exec(text) ?? [];
  const isEnum = ENUMS.has(type);
  const id = typeId(isEnum ? 'public' : 'pg_catalog', type);
  return {
    name,
    type: {
      ...{ display: `${type}${array ?? ''}`, id, kind: isEnum ? 'enum' : 'base' },
      ...{ typmod: null, dimensions: array ? 1 : 0 },
    },
    ...{ nullable: nullable !== undefined, default: null, identity: null, generated: null, writable: true },
    comment: null,
  };
}

function readType({ type, nullable }: Column): string {
  const read = READ.get(type.display);
  if (read === undefined) throw new Error(`no type for ${type.display}`);
  return nullable ? `${read} | null` : read;
}

function rowName(schema: string, name: string): string {
  return `${schema === 'public' ? '' : pascal(schema)}${pascal(name)}Row`;
}

function pascal(name: string): string {
  return name.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
