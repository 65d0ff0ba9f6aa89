import {
  type ConsumerExplanation,
  type ConsumerUse,
  displayName,
  type ExplainedUse,
  type Location,
  placeInSource,
  type Snapshot,
  type TableDeclaration,
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
  const recorded = [...columnUses(use, source), ...declaredUses(use, source, snapshot)];
  const concerned = [
    ...recorded.filter((one) => concerns(one, subject, snapshot)),
    ...refusedUses(use, source, subject),
  ];
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
      // What a wildcard answers is what the relation has.
      return (
        use.column === subject.column || (use.column === null && use.access !== 'delete' && has(snapshot, subject))
      );
    case 'type': {
      const relation = snapshot.relations.find(({ id }) => id === use.relation);
      return relation?.columns.some(({ name, type }) => name === use.column && type.id === subject.type) ?? false;
    }
    default:
      return subject satisfies never;
  }
}

function has({ relations }: Snapshot, { relation, column }: Extract<Subject, { readonly kind: 'column' }>): boolean {
  return relations.find(({ id }) => id === relation)?.columns.some(({ name }) => name === column) ?? false;
}

/** Statements that PostgreSQL refuses for the want of this very column: they are used, and broken already. */
function refusedUses({ statements }: ConsumerUse, source: string, subject: Subject): readonly ColumnUse[] {
  if (subject.kind !== 'column') return [];
  const { relation, column } = subject;
  return statements.flatMap((statement) => {
    const { refused, place } = statement;
    if (refused?.sqlstate !== UNDEFINED_COLUMN || !namesColumn(refused.message, column)) return [];
    if (!refused.mentions.includes(relation)) return [];
    const location = fromRoot(
      source,
      refused.offset === null ? plainLocation(place) : placeInSource(statement, refused.offset),
    );
    const common = { relation, column, through: [], from: null, within: place.within, statement: { location } };
    return [{ ...common, access: 'read' as const, location }];
  });
}

const UNDEFINED_COLUMN = '42703';

/** PostgreSQL says `column p.team_id does not exist`, or quotes the name where it stands alone. */
function namesColumn(message: string, column: string): boolean {
  const words = message.split(/[\s"]+/u);
  return words.some((word) => word === column || word.endsWith(`.${column}`));
}

/** What an ORM declares is in its queries; a type is only in the compiler's mind. */
function declaredAs({ caller }: TableDeclaration): 'declared' | 'typed' {
  return caller === 'row type' ? 'typed' : 'declared';
}

/** An ORM writes and reads every column that it declares. */
function declaredUses(use: ConsumerUse, source: string, snapshot: Snapshot): readonly ColumnUse[] {
  return use.tables.flatMap((table) => {
    const relation = declaredRelation(table, snapshot, []);
    if (relation === null) return [];
    const statement = { location: fromRoot(source, plainLocation(table.place)) };
    return table.columns.map(({ name, location }) => ({
      ...{ relation: relation.id, column: name, access: declaredAs(table), through: [], from: null, statement },
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
