import { ts } from 'ts-morph';
import { declarationOf } from '../value/declaration.js';
import type { SourceTree } from './source-tree.js';

/** What `z.object({ … })` and what is made of it lets through. */
export interface ZodObject {
  readonly properties: readonly ts.PropertyAssignment[];
  /** Whether it is a schema for a list of such objects. */
  readonly isList: boolean;
  /** Whether it lets through what it does not name. */
  readonly isOpen: boolean;
}

const SAME = new Set([
  'strict',
  'strip',
  'nullable',
  'nullish',
  'optional',
  'readonly',
  'describe',
  'brand',
  'refine',
  'superRefine',
  'partial',
  'required',
  'meta',
  'check',
]);
const DEEPEST = 12;

/** Reads a schema; null for what is not an object's, or not written out. */
export function zodObjectOf(node: ts.Expression, tree: SourceTree, depth = 0): ZodObject | null {
  if (depth > DEEPEST) return null;
  if (ts.isIdentifier(node)) {
    const found = declarationOf(node, tree.moduleOf(node), tree);
    if (found?.kind !== 'declared' || !ts.isVariableDeclaration(found.node) || !found.node.initializer) return null;
    return zodObjectOf(found.node.initializer, tree, depth + 1);
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null;
  const name = node.expression.name.text;
  const on = node.expression.expression;
  const [argument] = node.arguments;
  if (name === 'object' || name === 'strictObject' || name === 'looseObject')
    return objectOf(argument, name === 'looseObject');
  if (name === 'array' && argument) return asList(zodObjectOf(argument, tree, depth + 1));
  const schema = zodObjectOf(on, tree, depth + 1);
  if (schema === null) return null;
  return derived(schema, name, argument, tree, depth);
}

function objectOf(shape: ts.Expression | undefined, isOpen: boolean): ZodObject | null {
  if (!shape || !ts.isObjectLiteralExpression(shape)) return null;
  const properties = shape.properties.filter((property) => ts.isPropertyAssignment(property));
  // A spread may bring names that do not stand here.
  return { properties, isList: false, isOpen: isOpen || properties.length < shape.properties.length };
}

function asList(schema: ZodObject | null): ZodObject | null {
  return schema && { ...schema, isList: true };
}

function derived(
  schema: ZodObject,
  name: string,
  argument: ts.Expression | undefined,
  tree: SourceTree,
  depth: number,
): ZodObject | null {
  if (SAME.has(name)) return schema;
  if (name === 'array') return asList(schema);
  if (name === 'passthrough' || name === 'loose' || name === 'catchall') return { ...schema, isOpen: true };
  if (name === 'pick' || name === 'omit') {
    const names = maskOf(argument);
    const properties = schema.properties.filter((each) => names.has(each.name.getText()) === (name === 'pick'));
    return { ...schema, properties };
  }
  if ((name === 'extend' || name === 'safeExtend') && argument) {
    const added = objectOf(argument, false);
    return (
      added && {
        ...schema,
        properties: [...schema.properties, ...added.properties],
        isOpen: schema.isOpen || added.isOpen,
      }
    );
  }
  if (name === 'merge' && argument) {
    const added = zodObjectOf(argument, tree, depth + 1);
    return added && { ...schema, properties: [...schema.properties, ...added.properties] };
  }
  return null;
}

function maskOf(mask: ts.Expression | undefined): ReadonlySet<string> {
  if (!mask || !ts.isObjectLiteralExpression(mask)) return new Set();
  return new Set(mask.properties.flatMap((property) => (property.name ? [property.name.getText()] : [])));
}
