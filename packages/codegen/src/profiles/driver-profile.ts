import { typeId, type TypeId, type TypeKind, type TypeRef } from '@rowpact/model';
import type { ExpressionNode } from '../kysely-codegen.js';
import { STRING } from '../nodes.js';

/** What a read answers, and what a write accepts. */
export interface ScalarTypes {
  readonly read: ExpressionNode;
  readonly write: ExpressionNode;
}

/** The elements of an array. */
export interface ElementTypes {
  /** Null: the driver has no parser for such arrays and answers the text `{a,b}`. */
  readonly read: ExpressionNode | null;
  /** Null: the driver sends no JavaScript array that the server would take, only the text `{a,b}`. */
  readonly write: ExpressionNode | null;
}

/** What one driver does with its default parsers and serializers, as read back by drivers.test.ts. */
export interface DriverProfile {
  /** By type id; every other base type is text. */
  readonly scalars: ReadonlyMap<TypeId, ScalarTypes>;
  /** Arrays by the element's type id, where `otherElements` would be wrong. */
  readonly elements: ReadonlyMap<TypeId, ElementTypes>;
  /** @param bottom the type below the element's domains. */
  readonly otherElements: (element: ScalarTypes, kind: TypeKind, bottom: TypeRef) => ElementTypes;
  /** What a domain makes of its base type, which is all the server tells a reader but not all it tells a writer. */
  readonly domain: (base: ScalarTypes, reference: TypeRef) => ScalarTypes;
  /** Whether a NULL in an array is read as null. */
  readonly readsNullElements: boolean;
  /** Whether a parser for a type also reads the elements of its arrays. */
  readonly overridesReachElements: boolean;
}

export const TEXT: ScalarTypes = { read: STRING, write: STRING };

/** The id of a type of PostgreSQL's own. */
export function builtin(name: string): TypeId {
  return typeId('pg_catalog', name);
}
