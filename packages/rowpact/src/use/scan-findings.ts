import {
  type ConsumerUse,
  type Contract,
  displayName,
  type Finding,
  nearestName,
  placeInSource,
  type RecordedStatement,
  type RefusedStatement,
  type Snapshot,
  type TableDeclaration,
  DEFAULT_SCHEMA,
  relationId,
} from '@rowpact/model';
import { isForeign } from './foreign.js';
import { fromRoot, plainLocation } from './located.js';
import { declaredRelation } from './relation-use.js';

/** What of a consumer's record fails when it runs: statements that PostgreSQL refuses, declarations of what is not there. */
export function scanFindings(use: ConsumerUse, contract: Contract, snapshot: Snapshot): readonly Finding[] {
  return [
    ...use.statements.flatMap((statement) =>
      statement.refused === null ? [] : [refusedFinding(statement, statement.refused, contract)],
    ),
    // A type for rows makes no query fail; `audit` tells which of them are stale.
    ...use.tables
      .filter(({ caller }) => caller !== 'row type')
      .flatMap((table) => declarationFindings(table, contract, snapshot)),
  ];
}

/** A statement that PostgreSQL does not take, at the very word that it points at. */
export function refusedFinding(
  statement: Pick<RecordedStatement, 'text' | 'origins' | 'place'>,
  refused: RefusedStatement,
  contract: Contract,
): Finding {
  const { consumer, producer, source } = contract;
  const { sqlstate, message, hint, offset } = refused;
  const place = offset === null ? plainLocation(statement.place) : placeInSource(statement, offset);
  return {
    ...{ kind: 'statement-refused', producer, consumer, sqlstate, message, hint },
    location: fromRoot(source, place),
    line: lineAt(statement.text, offset ?? 0),
  };
}

/** Long lines come from generators; what people need is the part around the place. */
const LONGEST_LINE = 160;

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const line = text.slice(start, end < 0 ? undefined : end);
  if (line.length <= LONGEST_LINE) return line.trim();
  const from = Math.max(0, offset - start - LONGEST_LINE / 2);
  return `${from > 0 ? '…' : ''}${line.slice(from, from + LONGEST_LINE).trim()}…`;
}

function declarationFindings(table: TableDeclaration, contract: Contract, snapshot: Snapshot): readonly Finding[] {
  const { consumer, producer, source, scan } = contract;
  const name = table.schema === null ? table.table : `${table.schema}.${table.table}`;
  if (isForeign(relationId(table.schema ?? scan.searchPath[0] ?? DEFAULT_SCHEMA, table.table), scan)) return [];
  const base = { kind: 'declaration-stale', producer, consumer } as const;
  const relation = declaredRelation(table, snapshot, scan.searchPath);
  if (relation === null) {
    const nearest = nearestName(
      name,
      snapshot.relations.map(({ id }) => displayName(id)),
    );
    return [{ ...base, relation: name, column: null, location: fromRoot(source, plainLocation(table.place)), nearest }];
  }
  const there = relation.columns.map((column) => column.name);
  return table.columns
    .filter((column) => !there.includes(column.name))
    .map((column) => ({
      ...base,
      relation: displayName(relation.id),
      column: column.name,
      location: fromRoot(source, column.location),
      nearest: nearestName(column.name, there),
    }));
}
