import {
  columnId,
  partsOf,
  type Column,
  type GenerateSettings,
  type RelationId,
  type Snapshot,
  type TypeId,
  type TypeRef,
} from '@rowpact/model';
import { arrayOf, EnumNode, NEVER, NULL, ReadonlyArrayNode, STRING, unionOf } from './nodes.js';
import { LiteralNode, type ExpressionNode } from './kysely-codegen.js';
import { ClosedValues } from './literals/closed-values.js';
import { profileOf } from './profiles/profile-of.js';
import { TEXT, type DriverProfile, type ElementTypes, type ScalarTypes } from './profiles/driver-profile.js';
import { typeNameOf } from './type-names.js';
import type { TypeOverrides } from './type-overrides.js';

/** A column's types with null where it can be, and whether an array comes back as PostgreSQL's text. */
export interface ColumnTypes extends ScalarTypes {
  readonly isTextArray: boolean;
}

/** The settings of a contract that say what types are. */
export type MapperSettings = Pick<GenerateSettings, 'driver' | 'arrayElements' | 'literals'>;

/** Says what a driver makes of the columns of one snapshot. Equal types give the very same nodes. */
export class TypeMapper {
  /** The enums that the types so far speak of. */
  readonly enums = new Set<TypeId>();
  readonly #domains: ReadonlyMap<TypeId, TypeRef>;
  readonly #profile: DriverProfile;
  readonly #overrides: TypeOverrides;
  readonly #nullElements: boolean;
  readonly #enumLabels: ReadonlyMap<TypeId, readonly string[]> | null;
  readonly #closed: ClosedValues | null;
  readonly #known = new Map<string, ColumnTypes>();
  readonly #unions = new Map<string, ExpressionNode>();

  /** @param enums by their `names`, to be declared, or as unions of their `labels` where they are used */
  constructor(
    snapshot: Snapshot,
    settings: MapperSettings,
    overrides: TypeOverrides,
    enums: 'names' | 'labels' = 'names',
  ) {
    this.#enumLabels = enums === 'labels' ? new Map(snapshot.enums.map(({ id, labels }) => [id, labels])) : null;
    this.#domains = new Map(snapshot.domains.map(({ id, base }) => [id, base]));
    this.#profile = profileOf(settings.driver);
    this.#overrides = overrides;
    this.#nullElements = settings.arrayElements === 'nullable';
    this.#closed = settings.literals ? new ClosedValues(snapshot) : null;
  }

  /**
   * @param relation whose column it is: also where a statement hands it on as it is, with a `nullable` of its own.
   */
  column(relation: RelationId, { name, type, nullable }: Pick<Column, 'name' | 'type' | 'nullable'>): ColumnTypes {
    const override = this.#overrides.columns.size > 0 && this.#overrides.columns.get(columnId(relation, name));
    if (override) return { ...withNull(override, nullable), isTextArray: false };
    const literals = this.#closed && this.#literals(this.#closed.of(relation, { name, type }), type);
    if (literals) return { ...withNull(literals, nullable), isTextArray: false };
    return this.value(type, nullable);
  }

  /**
   * A result column of a query, which may hand on a column of a relation.
   * @returns `overridden` where the contract gives it a type of its own
   */
  result(
    source: { readonly relation: RelationId; readonly column: string } | null,
    type: TypeRef,
    nullable: boolean,
  ): ColumnTypes & { readonly overridden: boolean } {
    const overridden =
      this.#overrides.types.has(type.id) ||
      (source !== null && this.#overrides.columns.has(columnId(source.relation, source.column)));
    const types = source
      ? this.column(source.relation, { name: source.column, type, nullable })
      : this.value(type, nullable);
    return { ...types, overridden };
  }

  /** A value of a type that comes from no column: an expression, a parameter. */
  value(type: TypeRef, nullable: boolean): ColumnTypes {
    const key = `${nullable ? 'null' : ''} ${type.dimensions} ${type.id}`;
    const known = this.#known.get(key);
    if (known) return known;
    const types = withNull(this.#type(type), nullable);
    const isTextArray = this.#isArray(type) && !isArrayNode(this.#type(type));
    const mapped = { ...types, isTextArray };
    this.#known.set(key, mapped);
    return mapped;
  }

  /** The values of a column as a union; null where there is no list of them, or where an override says what they are. */
  #literals(values: readonly (string | number)[] | null, type: TypeRef): ScalarTypes | null {
    const { read, write } = this.#type(type);
    if (!values || read !== write || read.type !== 'Identifier') return null;
    const key = JSON.stringify(values);
    const union = this.#unions.get(key) ?? unionOf(...values.map((value) => new LiteralNode(value)));
    this.#unions.set(key, union);
    return { read: union, write: union };
  }

  /** What stands below a domain; null for any other type. */
  domainBase({ id, kind }: TypeRef): TypeRef | null {
    return (kind === 'domain' && this.#domains.get(id)) || null;
  }

  #type(reference: TypeRef): ScalarTypes {
    if (reference.dimensions > 0) return this.#array(reference);
    return this.#overrides.types.get(reference.id) ?? this.#scalar(reference, (base) => this.#type(base));
  }

  /** A type without its own override. */
  #scalar({ id, kind }: TypeRef, base: (reference: TypeRef) => ScalarTypes): ScalarTypes {
    if (kind === 'enum') return this.#enum(id);
    const domain = kind === 'domain' ? this.#domains.get(id) : undefined;
    if (domain) return this.#profile.domain(base(domain), this.#undomained(domain));
    return this.#profile.scalars.get(id) ?? TEXT;
  }

  #enum(id: TypeId): ScalarTypes {
    const labels = this.#enumLabels?.get(id);
    if (labels) {
      const union = labels.length === 0 ? NEVER : unionOf(...labels.map((label) => new LiteralNode(label)));
      return { read: union, write: union };
    }
    this.enums.add(id);
    const node = new EnumNode(typeNameOf(partsOf(id)));
    return { read: node, write: node };
  }

  #array(reference: TypeRef): ScalarTypes {
    const { read, write } = this.#elements(reference);
    const { dimensions } = reference;
    const readNull = this.#nullElements && this.#profile.readsNullElements;
    const readArray = read && arrayOf(readNull ? unionOf(read, NULL) : read, dimensions);
    const writeArray =
      write && arrayOf(this.#nullElements ? unionOf(write, NULL) : write, dimensions, ReadonlyArrayNode);
    return {
      read: readArray ?? STRING,
      write: writeArray ? (readArray ? writeArray : unionOf(STRING, writeArray)) : STRING,
    };
  }

  #elements({ id, kind }: TypeRef): ElementTypes {
    const override = this.#profile.overridesReachElements ? this.#overrides.types.get(id) : undefined;
    if (override) return override;
    const known = this.#profile.elements.get(id);
    if (known) return known;
    const element = this.#scalar({ id, kind, dimensions: 0, display: '', typmod: null }, (base) => this.#bare(base));
    return this.#profile.otherElements(
      element,
      kind,
      this.#undomained({ id, kind, dimensions: 0, display: '', typmod: null }),
    );
  }

  /** A type as it would be without any override. */
  #bare(reference: TypeRef): ScalarTypes {
    return reference.dimensions > 0 ? this.#array(reference) : this.#scalar(reference, (base) => this.#bare(base));
  }

  #isArray(reference: TypeRef): boolean {
    return this.#undomained(reference).dimensions > 0;
  }

  /** The type at the bottom of a domain over a domain; the first array on the way ends it. */
  #undomained(reference: TypeRef): TypeRef {
    let bottom = reference;
    while (bottom.kind === 'domain' && bottom.dimensions === 0) {
      const base = this.#domains.get(bottom.id);
      if (!base) break;
      bottom = base;
    }
    return bottom;
  }
}

function isArrayNode({ read }: ScalarTypes): boolean {
  return read.type === 'ArrayExpression' || read.type === 'RawExpression';
}

function withNull({ read, write }: ScalarTypes, nullable: boolean): ScalarTypes {
  if (!nullable) return { read, write };
  const readNull = unionOf(read, NULL);
  return { read: readNull, write: write === read ? readNull : unionOf(write, NULL) };
}
