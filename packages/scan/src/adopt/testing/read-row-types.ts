import type { Location, RowProperty, RowType } from '@rowpact/model';
import { ts } from 'ts-morph';
import { parseModule } from '../../module/parse-module.js';

/**
 * The interfaces, classes and aliases with properties of their own in one file, as the finder of row types gives them.
 * @param statementsOf places of the statements whose rows a type of this name types
 */
export function readRowTypes(
  file: string,
  text: string,
  statementsOf: (name: string) => RowType['statements'],
): readonly RowType[] {
  const module = parseModule(`/${file}`, file, text.replace(/^\uFEFF/, ''));
  if (!('source' in module)) throw new Error(module.reason);
  const { source } = module;
  const placeOf = (node: ts.Node): Required<Location> => {
    const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
    return { file, line: line + 1, column: character + 1 };
  };
  const found: RowType[] = [];
  const visit = (node: ts.Node): void => {
    if (isNamedType(node)) {
      const properties = propertiesOf(node).map((property) => rowProperty(property, placeOf(property.name)));
      const name = node.name?.text ?? '';
      if (properties.length > 0) {
        found.push({
          name,
          kind: kindOf(node),
          location: placeOf(node.name ?? node),
          properties,
          statements: statementsOf(name),
        });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

type NamedType = ts.InterfaceDeclaration | ts.TypeAliasDeclaration | ts.ClassDeclaration;

function isNamedType(node: ts.Node): node is NamedType {
  return ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isClassDeclaration(node);
}

function kindOf(node: NamedType): RowType['kind'] {
  if (ts.isInterfaceDeclaration(node)) return 'interface';
  return ts.isTypeAliasDeclaration(node) ? 'type alias' : 'class';
}

type Property = ts.PropertySignature | ts.PropertyDeclaration;

function propertiesOf(node: ts.Node): readonly Property[] {
  const members: Property[] = [];
  const visit = (each: ts.Node): void => {
    if (ts.isPropertySignature(each) || ts.isPropertyDeclaration(each)) {
      if (!ts.isComputedPropertyName(each.name)) members.push(each);
    } else ts.forEachChild(each, visit);
  };
  ts.forEachChild(node, visit);
  return members;
}

function rowProperty({ name, type, questionToken }: Property, location: Required<Location>): RowProperty {
  const text = type?.getText() ?? 'any';
  return {
    ...{ name: ts.isComputedPropertyName(name) ? '' : name.text, type: text, nullable: /\bnull\b/.test(text) },
    ...{ optional: questionToken !== undefined, location },
  };
}
