import {
  byCodeUnit,
  canonicalJson,
  displayName,
  type ConsumerUse,
  type Location,
  type RecordedStatement,
  type RelationAccess,
  type TableDeclaration,
} from '@rowpact/model';

/** One piece of a record without its places, so that two records can be compared. */
export interface Evidence {
  readonly kind: 'statement' | 'blind' | 'declaration' | 'unreadable file';
  /** Names it whatever became of it: a statement by its fingerprint. */
  readonly name: string;
  /** What was found out about it. */
  readonly verdict: string;
  /** For people. */
  readonly what: string;
  readonly location: Location;
}

export function evidenceOf(use: ConsumerUse): readonly Evidence[] {
  return [
    ...use.statements.map(ofStatement),
    ...use.blinds.map(({ place, caller, reason, detail, text, known }): Evidence => ({
      kind: 'blind',
      name: canonicalJson([reason, detail, text]),
      verdict: canonicalJson([caller, known?.access ?? null]),
      what: `${reason}: ${detail}`,
      location: spotOf(place),
    })),
    ...use.tables.map(ofDeclaration),
    ...use.unreadable.map(({ location, reason }): Evidence => ({
      kind: 'unreadable file',
      name: location.file,
      verdict: reason,
      what: `${location.file}: ${reason}`,
      location,
    })),
  ];
}

/** The text is left to the fingerprint: set otherwise, it says the same. */
function ofStatement({ fingerprint, place, caller, text, access, refused, rows }: RecordedStatement): Evidence {
  const reads = rows && [...new Set(rows.reads.map(({ column }) => column))].sort(byCodeUnit);
  const escapes = rows && [...new Set(rows.escapes.map(({ how }) => how))].sort(byCodeUnit);
  const refusal = refused && [refused.sqlstate, refused.message, refused.detail, refused.hint, refused.mentions];
  return {
    kind: 'statement',
    name: fingerprint,
    verdict: canonicalJson([caller, access, refusal, reads, escapes]),
    what: firstLine(text),
    location: spotOf(place),
  };
}

function ofDeclaration({ place, caller, schema, table, columns }: TableDeclaration): Evidence {
  return {
    kind: 'declaration',
    name: canonicalJson([schema, table]),
    verdict: canonicalJson([caller, columns.map(({ name }) => name).sort(byCodeUnit)]),
    what: schema === null ? table : `${schema}.${table}`,
    location: spotOf(place),
  };
}

/**
 * What a consumer's code does with the relations that it names, one line each: `read players.id`, `write outbox.status`,
 * `read every column of players`, `use teams`.
 */
export function columnUses(use: ConsumerUse): ReadonlySet<string> {
  const uses = new Set<string>();
  for (const { access, rows } of use.statements)
    for (const one of access)
      addAccess(uses, one, rows && rows.escapes.length === 0 ? rows.reads.map(({ column }) => column) : null);
  for (const { known } of use.blinds) for (const one of known?.access ?? []) addAccess(uses, one, null);
  for (const { schema, table, columns } of use.tables)
    for (const { name } of columns) uses.add(`declare ${schema === null ? table : `${schema}.${table}`}.${name}`);
  return uses;
}

/** @param rowReads columns of the rows that the code reads; null where every one counts */
function addAccess(uses: Set<string>, access: RelationAccess, rowReads: readonly string[] | null): void {
  if (access.through.length > 0) return;
  const relation = displayName(access.relation);
  uses.add(`use ${relation}`);
  if (access.deletes) uses.add(`delete from ${relation}`);
  if (access.wildcard || access.wholeRow) uses.add(`read every column of ${relation}`);
  const fromRows = access.exposed.filter((column) => rowReads?.includes(column) ?? true);
  for (const column of [...access.read, ...fromRows]) uses.add(`read ${relation}.${column}`);
  for (const column of [...access.insert, ...access.update]) uses.add(`write ${relation}.${column}`);
}

const LONGEST = 80;

function firstLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  const line = lines.find((one) => one !== '') ?? '';
  const more = lines.filter((one) => one !== '').length > 1;
  const short = line.length > LONGEST ? line.slice(0, LONGEST) : line;
  return short === line && !more ? line : `${short} …`;
}

function spotOf({ file, line, column }: Required<Location>): Location {
  return { file, line, column };
}
