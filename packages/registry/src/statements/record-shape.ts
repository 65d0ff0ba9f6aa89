import {
  parseRelationId,
  type BlindReason,
  type Caller,
  type ConsumerUse,
  type Location,
  type Place,
  type RecordedBlind,
  type RefusedStatement,
  type RelationAccess,
  type RelationId,
  type UnreadableFile,
} from '@rowpact/model';
import {
  filledText,
  flag,
  list,
  Mismatch,
  object,
  oneOf,
  optional,
  orNull,
  required,
  text,
  whole,
  type Decode,
} from './decode.js';

/** Of the file format. A file with another number is of another rowpact. */
export const RECORD_FORMAT = 1;

/** A place in a file that is named further up, unless it is another one. */
export interface SpotInFile {
  readonly line: number;
  readonly column: number;
  readonly file: string | null;
}

export interface OriginFile extends SpotInFile {
  readonly at: number;
  readonly fixed: boolean;
}

/** A statement as the file has it: what is empty or said further up is left out. */
export interface StatementFile {
  readonly fingerprint: string;
  readonly place: Place;
  readonly caller: Caller;
  readonly text: string;
  readonly origins: readonly OriginFile[];
  readonly access: readonly RelationAccess[];
  readonly refused: Omit<RefusedStatement, 'kind'> | null;
  readonly rows: {
    readonly reads: readonly (SpotInFile & { readonly name: string })[];
    readonly escapes: readonly (SpotInFile & { readonly how: string })[];
  } | null;
}

export interface TableFile {
  readonly place: Place;
  readonly caller: Caller;
  readonly schema: string | null;
  readonly table: string;
  readonly columns: readonly (SpotInFile & { readonly name: string })[];
}

/** The whole file. */
export interface RecordFile extends Pick<ConsumerUse, 'consumer' | 'producer' | 'coverage' | 'blinds' | 'unreadable'> {
  readonly format: number;
  readonly statements: readonly StatementFile[];
  readonly tables: readonly TableFile[];
}

const line = required(whole(1));
const place: Decode<Place> = object<Place>({
  file: required(filledText),
  line,
  column: line,
  within: optional<string | null>(text, null),
});
const ownFile = optional<string | null>(filledText, null);

const caller: Decode<Caller> = oneOf<Caller>({
  pg: true,
  postgres: true,
  kysely: true,
  knex: true,
  slonik: true,
  'pg-promise': true,
  drizzle: true,
  prisma: true,
  typeorm: true,
  sequelize: true,
  '@databases/pg': true,
  'sql file': true,
  'named caller': true,
  'row type': true,
});

const reason: Decode<BlindReason> = oneOf<BlindReason>({
  'dynamic fragment': true,
  'dynamic text': true,
  'built by code': true,
  'too many branches': true,
  'too large': true,
  'code in the database': true,
  'other dialect': true,
});

const knownRelations = new Set<string>();

/** Ids come back as they were written; each is taken apart once. */
function relation(value: unknown): RelationId {
  if (typeof value === 'string' && (knownRelations.has(value) || parseRelationId(value) === value)) {
    knownRelations.add(value);
    return value as RelationId; // just asked
  }
  throw new Mismatch('a relation as schema.name, quoted where SQL needs it', value);
}

const NONE: readonly never[] = [];
const names = list(text);
const columns = optional<readonly string[]>(names, NONE);
const no = optional(flag, false);

const access: Decode<RelationAccess> = object<RelationAccess>({
  relation: required(relation),
  through: optional<readonly RelationId[]>(list(relation), NONE),
  read: columns,
  exposed: columns,
  needs: columns,
  insert: columns,
  update: columns,
  deletes: no,
  omitted: optional<readonly string[] | null>(names, null),
  wildcard: no,
  wholeRow: no,
  arbiter: optional<RelationAccess['arbiter']>(
    object({ constraint: optional<string | null>(text, null), columns }),
    null,
  ),
});

const refused: Decode<Omit<RefusedStatement, 'kind'>> = object<Omit<RefusedStatement, 'kind'>>({
  sqlstate: required(filledText),
  message: required(text),
  detail: optional<string | null>(text, null),
  hint: optional<string | null>(text, null),
  offset: optional<number | null>(whole(0), null),
  mentions: optional<readonly RelationId[]>(list(relation), NONE),
});

const originList = list(object<OriginFile>({ at: required(whole(0)), line, column: line, file: ownFile, fixed: no }));

/** Places are worked out from them: the first stands for the start of the text, each later one for what follows it. */
function origins(value: unknown): readonly OriginFile[] {
  const found = originList(value);
  if (found[0]?.at !== 0) throw new Mismatch('a list that starts with the place of offset 0', value);
  const wrong = found.findIndex(({ at }, index) => at < (found[index - 1]?.at ?? 0));
  if (wrong >= 0) throw new Mismatch('places in the order of their offsets', value);
  return found;
}

type RowsFile = NonNullable<StatementFile['rows']>;

const rows: Decode<RowsFile> = object<RowsFile>({
  reads: optional<RowsFile['reads']>(
    list(object<RowsFile['reads'][number]>({ name: required(text), line, column: line, file: ownFile })),
    NONE,
  ),
  escapes: optional<RowsFile['escapes']>(
    list(object<RowsFile['escapes'][number]>({ how: required(text), line, column: line, file: ownFile })),
    NONE,
  ),
});

const statement: Decode<StatementFile> = object<StatementFile>({
  fingerprint: required(fingerprint),
  place: required(place),
  caller: required(caller),
  text: required(text),
  origins: required(origins),
  access: optional<readonly RelationAccess[]>(list(access), NONE),
  refused: optional<StatementFile['refused']>(refused, null),
  rows: optional<StatementFile['rows']>(rows, null),
});

function fingerprint(value: unknown): string {
  if (typeof value === 'string' && /^[0-9a-f]{20}$/u.test(value)) return value;
  throw new Mismatch('a fingerprint of twenty hexadecimal digits', value);
}

const blind: Decode<RecordedBlind> = object<RecordedBlind>({
  place: required(place),
  caller: required(caller),
  reason: required(reason),
  detail: required(text),
  text: optional<string | null>(text, null),
  known: optional<RecordedBlind['known']>(
    object<NonNullable<RecordedBlind['known']>>({
      text: required(text),
      access: optional<readonly RelationAccess[]>(list(access), NONE),
    }),
    null,
  ),
});

const table: Decode<TableFile> = object<TableFile>({
  place: required(place),
  caller: required(caller),
  schema: optional<string | null>(orNull(text), null),
  table: required(text),
  columns: required(
    list(object<TableFile['columns'][number]>({ name: required(text), line, column: line, file: ownFile })),
  ),
});

const count = required(whole(0));

export const recordFile: Decode<RecordFile> = object<RecordFile>({
  format: required(whole(1)),
  consumer: required(filledText),
  producer: required(filledText),
  coverage: required(
    object<ConsumerUse['coverage']>({
      files: count,
      statements: count,
      analysed: count,
      refused: count,
      foreign: count,
      blind: count,
      unreadable: count,
    }),
  ),
  statements: required(list(statement)),
  blinds: optional<readonly RecordedBlind[]>(list(blind), NONE),
  tables: optional<readonly TableFile[]>(list(table), NONE),
  unreadable: optional<readonly UnreadableFile[]>(
    list(object<UnreadableFile>({ location: required(looseSpot), reason: required(text) })),
    NONE,
  ),
});

/** A file as a whole has no line. */
function looseSpot(value: unknown): Location {
  const { file, line: at, column } = looseSpotShape(value);
  return { file, ...(at === null ? {} : { line: at }), ...(column === null ? {} : { column }) };
}

const looseSpotShape = object<{
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
}>({
  file: required(filledText),
  line: optional<number | null>(whole(1), null),
  column: optional<number | null>(whole(1), null),
});
