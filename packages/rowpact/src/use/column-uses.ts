import type {
  Access,
  ConsumerUse,
  Location,
  RecordedBlind,
  RecordedStatement,
  RelationAccess,
  RelationId,
} from '@rowpact/model';
import { endLineOf, fromRoot, placeOfName, plainLocation } from './located.js';

/** One use of one column, or (column null) of a relation as a whole, with its place from the registry's root on. */
export interface ColumnUse {
  readonly relation: RelationId;
  readonly column: string | null;
  readonly access: Access;
  readonly location: Location;
  readonly endLine?: number;
  /** The views on the way to the relation; empty where the code names it. */
  readonly through: readonly RelationId[];
  /** The statement's place, for what happens to its rows. */
  readonly from: Location | null;
  readonly within: string | null;
  /** The whole statement's place, or the declaration's. */
  readonly statement: { readonly location: Location; readonly endLine?: number };
}

/** Every use in a consumer's record, in the order of the record. `source`: the consumer's folder from the registry's root. */
export function columnUses(use: ConsumerUse, source: string): readonly ColumnUse[] {
  return [
    ...use.statements.flatMap((statement) => statementUses(statement, source)),
    ...use.blinds.flatMap((blind) => blindUses(blind, source)),
  ];
}

function statementUses(statement: RecordedStatement, source: string): readonly ColumnUse[] {
  const endLine = endLineOf(statement);
  const whole = {
    location: fromRoot(source, plainLocation(statement.place)),
    ...(endLine === undefined ? {} : { endLine }),
  };
  const common = { from: null, within: statement.place.within, statement: whole };
  return statement.access.flatMap((access) => {
    const at = (column: string): { location: Location; endLine?: number } => {
      const place = access.through.length === 0 ? placeOfName(statement, column) : null;
      return place === null ? whole : { location: fromRoot(source, place) };
    };
    return [...accessUses(access, whole, at), ...rowUses(access, statement, source)].map((found) => ({
      ...common,
      ...found,
    }));
  });
}

type Found = Pick<ColumnUse, 'relation' | 'column' | 'access' | 'location' | 'through'> & Partial<ColumnUse>;

function accessUses(
  access: RelationAccess,
  whole: { readonly location: Location; readonly endLine?: number },
  at: (column: string) => { readonly location: Location; readonly endLine?: number },
): readonly Found[] {
  const { relation, through } = access;
  const named = (kind: Access, columns: readonly string[]): readonly Found[] =>
    columns.map((column) => ({ relation, through, column, access: kind, ...at(column) }));
  const all = (kind: Access): Found => ({ relation, through, column: null, access: kind, ...whole });
  return [
    ...named('read', access.read),
    ...named('insert', access.insert),
    ...named('update', access.update),
    ...named('needed', access.needs),
    ...(access.wildcard || access.wholeRow ? [all('wildcard')] : []),
    ...(access.deletes ? [all('delete')] : []),
  ];
}

/** What the code does with columns that came through a wildcard. */
function rowUses(access: RelationAccess, { rows, place }: RecordedStatement, source: string): readonly Found[] {
  if (rows === null || access.exposed.length === 0) return [];
  const { relation, through } = access;
  const from = fromRoot(source, plainLocation(place));
  const exposed = new Set(access.exposed);
  const reads = rows.reads
    .filter(({ column }) => exposed.has(column))
    .map(({ column, location }) => ({
      ...{ relation, through, column, from },
      access: 'row read' as const,
      location: fromRoot(source, location),
    }));
  const escapes = rows.escapes.map(({ location }) => ({
    ...{ relation, through, column: null, from },
    access: 'row escapes' as const,
    location: fromRoot(source, location),
  }));
  return [...reads, ...escapes];
}

function blindUses({ place, known }: RecordedBlind, source: string): readonly ColumnUse[] {
  const location = fromRoot(source, plainLocation(place));
  const common = { from: null, within: place.within, statement: { location } };
  return (known?.access ?? []).flatMap((access) =>
    accessUses(access, { location }, () => ({ location })).map((found) => ({ ...common, ...found })),
  );
}
