import { byCodeUnit, type Relation, type RowProperty, type RowType } from '@rowpact/model';
import { type Candidate, candidatesFor, isRival } from './match-candidates.js';
import { isStale } from './stale-property.js';
import { judgeColumn, type JudgedProperty, nameRole } from './property-role.js';
import type { MatchContext, RowTypeMatch } from './row-type-match.js';
import { SchemaIndex } from './schema-index.js';
import { StatementsBehind, type StatementUse } from './statement-use.js';
import { typeParts } from './type-parts.js';

/** A column's types that hold a moment or a day. */
const DATES = /^pg_catalog\.(?:date|timestamp|timestamptz)$/;

/**
 * Says which relation each hand-written type describes, if any, and where the two differ. Nothing is claimed that is not sure: see
 * `RowTypeMatch`. Sorted by file, line and column.
 */
export function matchRowTypes(rowTypes: readonly RowType[], context: MatchContext): readonly RowTypeMatch[] {
  const matcher = new Matcher(rowTypes, context);
  const handWritten = rowTypes.filter(({ location }) => location.file !== context.generated);
  return handWritten.flatMap((rowType) => matcher.match(rowType) ?? []).sort(byPlace);
}

type Differences = Pick<RowTypeMatch, 'whole' | 'stale' | 'missing' | 'wronglyTyped' | 'wronglyNullable'>;

const NO_DIFFERENCES: Differences = { whole: false, stale: [], missing: [], wronglyTyped: [], wronglyNullable: [] };

function byPlace(
  { rowType: { location: left } }: RowTypeMatch,
  { rowType: { location: right } }: RowTypeMatch,
): number {
  return byCodeUnit(left.file, right.file) || left.line - right.line || left.column - right.column;
}

class Matcher {
  private readonly index: SchemaIndex;
  private readonly behind: StatementsBehind;
  private readonly typeNames: ReadonlySet<string>;

  constructor(
    rowTypes: readonly RowType[],
    private readonly context: MatchContext,
  ) {
    this.index = new SchemaIndex(context.snapshot);
    this.behind = new StatementsBehind(rowTypes, context.results);
    this.typeNames = new Set(rowTypes.map(({ name }) => name));
  }

  match(rowType: RowType): RowTypeMatch | null {
    if (hasRepeatedNames(rowType)) return null;
    const use = this.behind.ofType(rowType);
    const [best, ...others] = candidatesFor(rowType, use, this.index);
    if (!best) return null;
    const rivals = others.filter((other) => isRival(best, other)).map(({ relation }) => relation.id);
    const form = isJsonForm(rowType, best, use) ? 'JSON' : 'row';
    const judged = rowType.properties.map((property) => this.judge(property, rowType, best, use));
    if (!this.hasOwnColumn(rowType, judged)) return null;
    if (form === 'row' && isContradicted(best, judged)) return null;
    const camelCase = isCamelCase(rowType, best);
    const isSilent = rivals.length > 0 || form === 'JSON' || camelCase;
    return {
      ...{
        rowType,
        relation: best.relation.id,
        columns: best.relation.columns.map(({ name }) => name),
        rivals,
        evidence: best.evidence,
        form,
        camelCase,
      },
      properties: judged.map(({ matched }) =>
        isSilent && matched.role === 'stale' ? { ...matched, role: 'extra' } : matched,
      ),
      ...(isSilent ? NO_DIFFERENCES : this.differences(rowType, best, use, judged)),
    };
  }

  /** A type that is made of others has their differences, not its own: they are reported where they are written. */
  private hasOwnColumn(rowType: RowType, judged: readonly JudgedProperty[]): boolean {
    return judged.some(({ matched }) => matched.column !== null && this.behind.isOwn(rowType, matched.property));
  }

  private differences(
    rowType: RowType,
    best: Candidate,
    use: StatementUse,
    judged: readonly JudgedProperty[],
  ): Differences {
    const own = judged.filter(({ matched }) => this.behind.isOwn(rowType, matched.property));
    const columns = new Set(judged.flatMap(({ matched }) => matched.column ?? []));
    const missing = best.relation.columns.map(({ name }) => name).filter((name) => !columns.has(name));
    const isMost = best.columns * 2 >= best.relation.columns.length;
    const whole = missing.length === 0 || (isMost && answersWhole(best.relation, use));
    return {
      whole,
      stale: own.flatMap(({ matched }) => (matched.role === 'stale' ? matched.property : [])),
      missing: whole || looksWhole(best) ? missing : [],
      wronglyTyped: own.flatMap(({ wrongType }) => wrongType ?? []),
      wronglyNullable: own.flatMap(({ wrongNull }) => wrongNull ?? []),
    };
  }

  private judge(property: RowProperty, rowType: RowType, best: Candidate, use: StatementUse): JudgedProperty {
    const { role, column } = nameRole(property, best.relation, use);
    if (role === 'column') return judgeColumn(property, column, best.relation, use, best.evidence, this.context);
    if (role === 'camelCase') return plainRole(property, 'camelCase', column.name);
    if (role === 'computed') return plainRole(property, 'computed', null);
    const stale = isStale(property, {
      best,
      rowType,
      use: this.behind.ofProperty(property),
      results: this.context.results,
      isAnotherRow: (name) => this.typeNames.has(name) || this.index.named(name).size > 0,
    });
    return plainRole(property, stale, null);
  }
}

function plainRole(
  property: RowProperty,
  role: JudgedProperty['matched']['role'],
  column: string | null,
): JudgedProperty {
  return { matched: { property, role, column, generated: null }, wrongType: null, wrongNull: null };
}

/** Whether a statement hands every column of the relation to the type. */
function answersWhole({ id, columns }: Relation, { answers }: StatementUse): boolean {
  return answers.some((answer) => {
    const given = new Set(answer.columns.flatMap(({ source }) => (source?.relation === id ? source.column : [])));
    return columns.every(({ name }) => given.has(name));
  });
}

function looksWhole({ evidence, relation, columns }: Candidate): boolean {
  return evidence !== 'columns' && columns >= 5 && columns / relation.columns.length >= 0.8;
}

/** The members of a union, each with its own properties: no one row. */
function hasRepeatedNames({ properties }: RowType): boolean {
  return new Set(properties.map(({ name }) => name)).size < properties.length;
}

/** Types with the name of a table are common in code that has nothing to do with it: then the types disagree too. */
function isContradicted({ evidence }: Candidate, judged: readonly JudgedProperty[]): boolean {
  if (evidence === 'statements') return false;
  const compared = judged.filter(({ matched }) => matched.generated !== null);
  const wrong = compared.filter(({ wrongType }) => wrongType !== null);
  return wrong.length * 3 > compared.length;
}

/** Whether the type renames the columns: none of its names has an underscore, and at least one column's has. */
function isCamelCase({ properties }: RowType, { relation, camelCase }: Candidate): boolean {
  if (camelCase === 0) return false;
  const columns = new Set(relation.columns.map(({ name }) => name));
  return !properties.some(({ name }) => name.includes('_') && columns.has(name));
}

function isJsonForm({ properties }: RowType, { evidence, relation }: Candidate, { answers }: StatementUse): boolean {
  if (evidence === 'statements' || answers.length > 0) return false;
  const dates = relation.columns.filter(({ type }) => type.dimensions === 0 && DATES.test(type.id));
  const own = properties.filter(({ name }) => dates.some((column) => column.name === name));
  return own.length > 0 && own.every(({ type }) => typeParts(type).every(isTextOrNull));
}

function isTextOrNull(part: ReturnType<typeof typeParts>[number]): boolean {
  return part.kind === 'null' || part.kind === 'undefined' || (part.kind === 'primitive' && part.name === 'string');
}
