import {
  ArrayExpressionNode,
  IdentifierNode,
  PropertyNode,
  RawExpressionNode,
  UnionExpressionNode,
  type ExpressionNode,
} from './kysely-codegen.js';

export const STRING = new IdentifierNode('string');
export const NUMBER = new IdentifierNode('number');
export const BIGINT = new IdentifierNode('bigint');
export const BOOLEAN = new IdentifierNode('boolean');
export const NULL = new IdentifierNode('null');
export const NEVER = new IdentifierNode('never');
export const UNDEFINED = new IdentifierNode('undefined');

/** PostgreSQL's types of integers, each with its range; `int8` stands for those that JavaScript knows exactly. */
export type IntegerRange = 'int2' | 'int4' | 'int8' | 'oid';

/** An integer. TypeScript knows numbers only; what checks values at run time can be exact. */
export class IntegerNode extends IdentifierNode {
  readonly range: IntegerRange;

  constructor(range: IntegerRange) {
    super('number');
    this.range = range;
  }
}

/** The name of an enum's union. */
export class EnumNode extends IdentifierNode {
  readonly isEnum = true;
}

/** What kysely-codegen's nodes cannot say: `readonly T[]`. */
export class ReadonlyArrayNode extends ArrayExpressionNode {
  readonly isReadonly = true;
}

/** A property with its documentation already rendered, and whether it may be left out. */
export class ColumnPropertyNode extends PropertyNode {
  readonly isOptional: boolean;

  constructor(key: string, value: ExpressionNode, comment: string, isOptional: boolean) {
    super(key, value, comment);
    this.isOptional = isOptional;
  }
}

/**
 * How a type that a person wrote goes together with others: one plain name, which no formatter changes; something that
 * can stand in a union or an array as it is; a union; or something that needs parentheses there.
 */
export type OverrideShape = 'plain' | 'primary' | 'union' | 'operator';

/** A type that a person wrote, and what has to be imported for it. */
export class OverrideNode extends RawExpressionNode {
  readonly shape: OverrideShape;
  readonly import: OverrideImport | null;

  constructor(text: string, shape: OverrideShape, from: OverrideImport | null) {
    super(text);
    this.shape = shape;
    this.import = from;
  }
}

export interface OverrideImport {
  readonly from: string;
  readonly name: string;
}

/** A union without nested unions and repeated names, in the order given; a single member stays itself. */
export function unionOf(...members: readonly ExpressionNode[]): ExpressionNode {
  const flat = members.flatMap((member) => (member.type === 'UnionExpression' ? member.args : [member]));
  const seen = new Set<string>();
  const distinct = flat.filter((member) => {
    if (member.type !== 'Identifier') return true;
    if (seen.has(member.name)) return false;
    seen.add(member.name);
    return true;
  });
  const [only] = distinct;
  return distinct.length === 1 && only ? only : new UnionExpressionNode(distinct);
}

/** An array type of so many dimensions. */
export function arrayOf(element: ExpressionNode, dimensions: number, ArrayNode = ArrayExpressionNode): ExpressionNode {
  let type = element;
  for (let depth = 0; depth < dimensions; depth++) type = new ArrayNode(type);
  return type;
}
