import {
  byCodeUnit,
  type ConsumerUse,
  type FileChange,
  type Location,
  type Place,
  type RecordedStatement,
  type RelationAccess,
  type RefusedStatement,
  type TableDeclaration,
} from '@rowpact/model';
import { printJson } from './print-json.js';
import { RECORD_FORMAT } from './record-shape.js';

/** The record of a consumer's statements as its file holds it: the same bytes for the same use, in whatever order it came. */
export function printStatements(use: ConsumerUse): string {
  const { consumer, producer, coverage } = use;
  const { files, statements, analysed, refused, foreign, blind, unreadable } = coverage;
  const file = {
    format: RECORD_FORMAT,
    consumer,
    producer,
    coverage: { files, statements, analysed, refused, foreign, blind, unreadable },
    statements: sorted(use.statements, ({ place, text }) => [place, text]).map(toStatement),
    blinds: some(
      sorted(use.blinds, ({ place, detail }) => [place, detail]).map((one) => ({
        place: toPlace(one.place),
        caller: one.caller,
        reason: one.reason,
        detail: one.detail,
        text: one.text ?? undefined,
        known: one.known ? { text: one.known.text, access: some(one.known.access.map(toAccess)) } : undefined,
      })),
    ),
    tables: some(sorted(use.tables, ({ place, table }) => [place, table]).map(toTable)),
    unreadable: some(
      sorted(use.unreadable, ({ location, reason }) => [location, reason]).map(({ location, reason }) => ({
        location: { file: location.file, line: location.line, column: location.column },
        reason,
      })),
    ),
  };
  return `${printJson(file)}\n`;
}

/** The file of a consumer's record, to be written beside its contract. */
export function statementsFile(use: ConsumerUse, registryName = 'registry'): FileChange {
  const path = `${registryName}/${use.producer}/consumers/${use.consumer}${STATEMENTS_SUFFIX}`;
  return { path, content: printStatements(use) };
}

export const STATEMENTS_SUFFIX = '.statements.json';

function toStatement({ fingerprint, place, caller, text, origins, access, refused, rows }: RecordedStatement) {
  return {
    fingerprint,
    place: toPlace(place),
    caller,
    text,
    origins: origins.map(({ at, fixed, ...spot }) => ({ at, ...inFile(spot, place.file), fixed: fixed || undefined })),
    access: some(access.map(toAccess)),
    refused: refused ? toRefused(refused) : undefined,
    rows: rows
      ? {
          reads: some(rows.reads.map(({ column: name, location }) => ({ name, ...inFile(location, place.file) }))),
          escapes: some(rows.escapes.map(({ how, location }) => ({ how, ...inFile(location, place.file) }))),
        }
      : undefined,
  };
}

function toAccess(access: RelationAccess) {
  const { relation, through, read, exposed, needs, insert, update, deletes, omitted, wildcard, wholeRow, arbiter } =
    access;
  return {
    relation,
    through: some(through),
    read: some(read),
    exposed: some(exposed),
    needs: some(needs),
    insert: some(insert),
    update: some(update),
    deletes: deletes || undefined,
    omitted: omitted ?? undefined,
    wildcard: wildcard || undefined,
    wholeRow: wholeRow || undefined,
    arbiter: arbiter ? { constraint: arbiter.constraint ?? undefined, columns: some(arbiter.columns) } : undefined,
  };
}

function toRefused({ sqlstate, message, detail, hint, offset, mentions }: RefusedStatement) {
  return {
    sqlstate,
    message,
    detail: detail ?? undefined,
    hint: hint ?? undefined,
    offset: offset ?? undefined,
    mentions: some(mentions),
  };
}

function toTable({ place, caller, schema, table, columns }: TableDeclaration) {
  return {
    place: toPlace(place),
    caller,
    schema: schema ?? undefined,
    table,
    columns: columns.map(({ name, location }) => ({ name, ...inFile(location, place.file) })),
  };
}

function toPlace({ file, line, column, within }: Place) {
  return { file, line, column, within: within ?? undefined };
}

function inFile({ file, line, column }: Required<Location>, known: string) {
  return { line, column, file: file === known ? undefined : file };
}

/** Empty lists are left out. */
function some<Item>(items: readonly Item[]): readonly Item[] | undefined {
  return items.length > 0 ? items : undefined;
}

function sorted<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => readonly [place: Location, tie: string],
): readonly Item[] {
  return [...items].sort((left, right) => {
    const [[a, tieA], [b, tieB]] = [keyOf(left), keyOf(right)];
    return (
      byCodeUnit(a.file, b.file) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0) ||
      byCodeUnit(tieA, tieB)
    );
  });
}
