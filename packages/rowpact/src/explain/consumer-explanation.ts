import {
  type ConsumerExplanation,
  type ConsumerUse,
  displayName,
  type ExplainedUse,
  type Location,
  type Snapshot,
} from '@rowpact/model';
import { columnUses, type ColumnUse } from '../use/column-uses.js';
import { fromRoot, plainLocation } from '../use/located.js';
import { declaredRelation } from '../use/relation-use.js';
import type { Subject } from './subject.js';

/** What one consumer does with a subject, from its record; places from the registry's root on. */
export function explainConsumer(
  use: ConsumerUse,
  source: string,
  subject: Subject,
  snapshot: Snapshot,
): ConsumerExplanation {
  const concerned = [...columnUses(use, source), ...declaredUses(use, source, snapshot)].filter((one) =>
    concerns(one, subject, snapshot),
  );
  const broken = concerned.filter(
    ({ access }) => FAILS.has(access) || (access === 'wildcard' && subject.kind !== 'column'),
  );
  const statements = new Set(broken.map(({ statement }) => placeText(statement.location)));
  const rowReads = concerned.filter(({ access }) => access === 'row read' || access === 'row escapes');
  return {
    consumer: use.consumer,
    uses: distinct(concerned.map(explained)),
    drop: { statements: statements.size, rowReads: new Set(rowReads.map(({ location }) => placeText(location))).size },
    blinds: use.blinds.map(({ place }) => fromRoot(source, plainLocation(place))),
  };
}

/** What makes a statement fail when the column is gone. */
const FAILS: ReadonlySet<ColumnUse['access']> = new Set(['read', 'insert', 'update', 'needed', 'delete', 'declared']);

function concerns(use: ColumnUse, subject: Subject, snapshot: Snapshot): boolean {
  switch (subject.kind) {
    case 'relation':
      return use.relation === subject.relation;
    case 'column':
      if (use.relation !== subject.relation) return false;
      return use.column === subject.column || (use.column === null && use.access !== 'delete');
    case 'type': {
      const relation = snapshot.relations.find(({ id }) => id === use.relation);
      return relation?.columns.some(({ name, type }) => name === use.column && type.id === subject.type) ?? false;
    }
    default:
      return subject satisfies never;
  }
}

/** An ORM writes and reads every column that it declares. */
function declaredUses(use: ConsumerUse, source: string, snapshot: Snapshot): readonly ColumnUse[] {
  return use.tables.flatMap((table) => {
    const relation = declaredRelation(table, snapshot, []);
    if (relation === null) return [];
    const statement = { location: fromRoot(source, plainLocation(table.place)) };
    return table.columns.map(({ name, location }) => ({
      ...{ relation: relation.id, column: name, access: 'declared' as const, through: [], from: null, statement },
      ...{ location: fromRoot(source, location), within: table.place.within },
    }));
  });
}

function explained({ location, endLine, access, column, through, from, within }: ColumnUse): ExplainedUse {
  return {
    location,
    ...(endLine === undefined ? {} : { endLine }),
    access,
    column,
    through: through.map(displayName),
    from,
    within,
    since: null,
  };
}

function distinct(uses: readonly ExplainedUse[]): readonly ExplainedUse[] {
  const seen = new Set<string>();
  return uses.filter((use) => {
    const key = [placeText(use.location), use.access, use.column ?? '', ...use.through].join(' ');
    return seen.has(key) ? false : seen.add(key);
  });
}

function placeText({ file, line, column }: Location): string {
  return `${file}:${line ?? 0}:${column ?? 0}`;
}
