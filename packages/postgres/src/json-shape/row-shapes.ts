import type { TreeNode } from '../catalog/node-tree.js';
import type { Place } from '../nullability/null-expressions.js';
import type { NullFold } from '../nullability/null-fold.js';
import { RTE } from '../nullability/query-scope.js';
import type { ColumnOrigins, Named, Origin } from './column-origins.js';
import { type Draft, type DraftProperty, objectOf, orNull, UNKNOWN } from './draft.js';
import { expressionType, expressionTypmod } from './expression-type.js';
import type { RowPart, ShapeFacts } from './shape-facts.js';
import type { DeclaredType } from './type-shapes.js';

/** What rows need of the fold around them. */
export interface PartShapes {
  /** The expression as a part of something. */
  part(expression: TreeNode, place: Place): Draft;
  /** A column where it is not NULL. */
  column(declared: DeclaredType, origin: Origin | null, place: Place): Draft;
  /** A value of which only the type is known, where it is not NULL. */
  typed(declared: DeclaredType, place: Place): Draft;
}

/** `record`: a row that has no type of its own. */
const RECORD = 2249;

/** Draws rows that are taken as one value. */
export class RowShapes {
  constructor(
    private readonly fold: NullFold,
    private readonly origins: ColumnOrigins,
    private readonly facts: ShapeFacts,
    private readonly shapes: PartShapes,
  ) {}

  of(expression: TreeNode, declared: DeclaredType, place: Place): Draft {
    if (expression.tag === 'ROWEXPR') return this.written(expression, declared, place);
    if (expression.tag === 'VAR' && expression.number('varattno') === 0) return this.whole(expression, declared, place);
    return this.shapes.typed(declared, place);
  }

  /** `ROW(…)`, whose fields are `f1`, `f2`, …, or a row of what USING merges; with a type of its own it has that one's fields. */
  private written(row: TreeNode, declared: DeclaredType, place: Place): Draft {
    const args = row.nodes('args');
    const part = (argument: TreeNode | undefined, name: string): DraftProperty => ({
      name,
      always: true,
      value: argument ? this.shapes.part(argument, place) : UNKNOWN,
    });
    if (declared.type === RECORD) {
      const names = row.list('colnames').filter((name) => typeof name === 'string');
      return names.length === args.length ? objectOf(names.map((name, at) => part(args[at], name))) : UNKNOWN;
    }
    const parts = this.partsOfType(declared.type, place);
    return parts ? objectOf(parts.map(({ attnum, name }) => part(args[attnum - 1], name))) : UNKNOWN;
  }

  private partsOfType(type: number, place: Place): readonly RowPart[] | null {
    const written = this.facts.writtenType(type);
    if (written.kind !== 'row' || written.relation === 0 || this.fold.isStored(place.scope)) return null;
    return this.facts.rowOf(written.relation);
  }

  /** The whole row of what stands in FROM. */
  private whole(row: TreeNode, declared: DeclaredType, from: Place): Draft {
    const named = this.origins.named(row, from);
    if (!named) return UNKNOWN;
    const kind = named.entry.number('rtekind');
    if (kind === RTE.function) return this.ofFunction(named, declared, from);
    const parts = kind === RTE.relation ? this.partsOfType(declared.type, from) : this.partsByName(named);
    if (!parts) return UNKNOWN;
    const properties = parts.map((part) => ({ ...this.property(part, named), attnum: part.attnum }));
    return objectOf(
      properties.map(({ name, value, attnum }) => ({
        name,
        always: true,
        value: this.fold.isPartNeverNull(row, attnum, from) ? value : orNull(value),
      })),
    );
  }

  private property(part: RowPart, named: Named): { readonly name: string; readonly value: Draft } {
    const value = this.shapes.column(part, this.origins.ofColumn(named, part.attnum), named.place);
    return { name: part.name, value };
  }

  /** The columns of a subquery, common table, list of values or join by the names that they have there. */
  private partsByName(named: Named): readonly RowPart[] | null {
    const names = named.entry.node('eref')?.list('colnames') ?? [];
    const parts = names.map((name, at): RowPart | null => {
      const type = this.typeOfColumn(named, at + 1);
      return typeof name === 'string' && name !== '' && type ? { ...type, attnum: at + 1, name } : null;
    });
    return parts.length === 0 || parts.includes(null) ? null : parts.flatMap((part) => part ?? []);
  }

  /** A set operation and the entry of a common table or of values say the types; else the one expression behind the column does. */
  private typeOfColumn(named: Named, attnum: number): DeclaredType | null {
    const { entry } = named;
    const types = entry.node('subquery')?.node('setOperations')?.list('colTypes') ?? entry.list('coltypes');
    const told = Number(types[attnum - 1] ?? 0);
    if (told !== 0) return { type: told, typmod: -1, dimensions: 0 };
    const origin = this.origins.ofColumn(named, attnum);
    const [only, ...others] = origin?.kind === 'expressions' ? origin.parts : [];
    const type = only && others.length === 0 ? expressionType(only.expression) : null;
    return only && type !== null ? { type, typmod: expressionTypmod(only.expression), dimensions: 0 } : null;
  }

  /** A function's row has the columns of its type, or those that are listed behind its name; it may be filled up with NULLs. */
  private ofFunction({ entry, place }: Named, declared: DeclaredType, from: Place): Draft {
    if (declared.type !== RECORD) return this.shapes.typed(declared, from);
    const [only, ...others] = entry.nodes('functions');
    const types = only?.list('funccoltypes') ?? [];
    const names = (entry.node('eref')?.list('colnames') ?? []).filter((name) => typeof name === 'string');
    if (others.length > 0 || types.length === 0 || types.length !== names.length) return UNKNOWN;
    return objectOf(
      names.map((name, at) => ({
        name,
        always: true,
        value: orNull(this.shapes.typed({ type: Number(types[at]), typmod: -1, dimensions: 0 }, place)),
      })),
    );
  }
}
