import { arrayOf, type Draft, objectOf, orNull, scalarOf, UNKNOWN } from './draft.js';
import type { Limit } from './limit.js';
import type { ShapeFacts, WrittenType } from './shape-facts.js';

/** A type of a value, as a column declares it. */
export interface DeclaredType {
  readonly type: number;
  readonly typmod: number;
  readonly dimensions: number;
}

/** Shapes of values of which the type alone is known. */
export class TypeShapes {
  constructor(
    private readonly facts: ShapeFacts,
    private readonly limit: Limit,
  ) {}

  /** How values of the type are written, domains unfolded, and the type that this is said of. */
  writtenAs(type: number): Exclude<WrittenType, { readonly kind: 'domain' }> {
    const written = this.facts.writtenType(type);
    return written.kind === 'domain' ? this.writtenAs(written.base) : written;
  }

  /**
   * The shape of a value that is not NULL. PostgreSQL lets an array hold NULL, and of any number of dimensions: believed is what
   * is declared, one where nothing is. The parts of a composite value can always be NULL.
   * @param isOld whether the value may be from before its type was altered
   */
  of(declared: DeclaredType, isOld: boolean): Draft {
    const { type, typmod, dimensions } = declared;
    const written = this.facts.writtenType(type);
    switch (written.kind) {
      case 'domain':
        return this.of({ type: written.base, typmod: written.typmod, dimensions: written.dimensions }, isOld);
      case 'scalar':
        return scalarOf(type, typmod);
      case 'array': {
        const element = this.limit.within(() => this.of({ type: written.element, typmod, dimensions: 0 }, isOld));
        return nested(orNull(element), dimensions);
      }
      case 'row':
        return isOld ? UNKNOWN : this.limit.within(() => this.ofRow(written.relation));
      case 'json':
      case 'other':
        return UNKNOWN;
    }
  }

  private ofRow(relation: number): Draft {
    const parts = relation === 0 ? null : this.facts.rowOf(relation);
    if (!parts) return UNKNOWN;
    return objectOf(parts.map((part) => ({ name: part.name, always: true, value: orNull(this.of(part, false)) })));
  }
}

/** An array of so many dimensions, at least one; only the innermost elements can be NULL. */
function nested(element: Draft, dimensions: number): Draft {
  return dimensions > 1 ? arrayOf(nested(element, dimensions - 1)) : arrayOf(element);
}
