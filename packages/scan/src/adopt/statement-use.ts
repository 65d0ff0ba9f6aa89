import type { Location, RelationId, RowProperty, RowType } from '@rowpact/model';
import type { MatchContext, StatementAnswer } from './row-type-match.js';

/** What the statements that a type types say of its properties. */
export interface StatementUse {
  /** The answers of those that PostgreSQL took. */
  readonly answers: readonly StatementAnswer[];
  /** Whether every one of them was taken: only then is it known what they do not answer. */
  readonly complete: boolean;
}

/**
 * Which statements stand behind a type and each of its properties: a property belongs also to every type that is made of this
 * one (`Player & { … }`, `Pick<Player, …>`), and with it to their statements.
 */
export class StatementsBehind {
  private readonly byProperty = new Map<string, RowType[]>();

  constructor(
    rowTypes: readonly RowType[],
    private readonly results: MatchContext['results'],
  ) {
    for (const rowType of rowTypes) {
      for (const { location } of rowType.properties) {
        const key = keyOf(location);
        const known = this.byProperty.get(key);
        if (known) known.push(rowType);
        else this.byProperty.set(key, [rowType]);
      }
    }
  }

  ofType(rowType: RowType): StatementUse {
    const own = rowType.properties.filter((property) => this.isOwn(rowType, property));
    const types = new Set([rowType, ...own.flatMap((property) => this.typesWith(property))]);
    return this.useOf([...types].flatMap(({ statements }) => statements));
  }

  ofProperty(property: RowProperty): StatementUse {
    return this.useOf(this.typesWith(property).flatMap(({ statements }) => statements));
  }

  /** Whether a property is written in this very type: not where another type that has it begins closer before it. */
  isOwn(rowType: RowType, { location }: RowProperty): boolean {
    if (!isBefore(rowType.location, location)) return false;
    return this.typesAt(location).every(
      (other) =>
        other === rowType || !isBefore(other.location, location) || !isBefore(rowType.location, other.location),
    );
  }

  private typesWith({ location }: RowProperty): readonly RowType[] {
    return this.typesAt(location);
  }

  private typesAt(location: Required<Location>): readonly RowType[] {
    return this.byProperty.get(keyOf(location)) ?? [];
  }

  private useOf(statements: readonly Required<Location>[]): StatementUse {
    const keys = [...new Set(statements.map(keyOf))];
    const answers = keys.flatMap((key) => this.results.get(key) ?? []);
    return { answers, complete: answers.length === keys.length && keys.length > 0 };
  }
}

/** Where a property's value comes from: columns, and `null` for each expression. Empty where no statement answers it. */
export function sourcesOf(
  name: string,
  { answers }: StatementUse,
): readonly StatementAnswer['columns'][number]['source'][] {
  return answers.flatMap(({ columns }) => columns.filter((column) => column.name === name).map(({ source }) => source));
}

/** Whether some statement hands on this very column under its own name. */
export function isSourced(name: string, relation: RelationId, use: StatementUse): boolean {
  return sourcesOf(name, use).some((source) => source?.relation === relation && source.column === name);
}

function keyOf({ file, line, column }: Required<Location>): string {
  return `${file}:${line}:${column}`;
}

function isBefore(left: Required<Location>, right: Required<Location>): boolean {
  if (left.file !== right.file) return false;
  return left.line < right.line || (left.line === right.line && left.column <= right.column);
}
