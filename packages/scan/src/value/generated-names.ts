import type { StatementTypeName } from '@rowpact/model';
import { ts } from 'ts-morph';
import { STATEMENTS_MODULE } from './generated-sql.js';

/** The names of generated modules of statements that a type speaks of, in its order, each once. */
export function statementTypeNames(type: ts.TypeNode, source: ts.SourceFile): readonly StatementTypeName[] {
  const found = new Map<string, StatementTypeName>();
  const imported = importedNames(source);
  const add = (name: StatementTypeName): void => {
    found.set(`${name.from} ${name.name}`, name);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) {
      const name = imported.get(node.typeName.text);
      if (name !== undefined) add(name);
    }
    const from = ts.isImportTypeNode(node) ? specifierOf(node) : null;
    if (from !== null && ts.isImportTypeNode(node) && node.qualifier && ts.isIdentifier(node.qualifier))
      add({ name: node.qualifier.text, from });
    ts.forEachChild(node, visit);
  };
  visit(type);
  return [...found.values()];
}

function specifierOf({ argument }: ts.ImportTypeNode): string | null {
  if (!ts.isLiteralTypeNode(argument) || !ts.isStringLiteral(argument.literal)) return null;
  return STATEMENTS_MODULE.test(argument.literal.text) ? argument.literal.text : null;
}

const known = new WeakMap<ts.SourceFile, ReadonlyMap<string, StatementTypeName>>();

/** What a file imports from modules of statements, by what it calls it. */
function importedNames(source: ts.SourceFile): ReadonlyMap<string, StatementTypeName> {
  const remembered = known.get(source);
  if (remembered !== undefined) return remembered;
  const names = new Map(
    source.statements.flatMap((statement): (readonly [string, StatementTypeName])[] => {
      if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
      const from = statement.moduleSpecifier.text;
      const bindings = statement.importClause?.namedBindings;
      if (!STATEMENTS_MODULE.test(from) || bindings === undefined || !ts.isNamedImports(bindings)) return [];
      return bindings.elements.map(({ name, propertyName }) => [
        name.text,
        { name: (propertyName ?? name).text, from },
      ]);
    }),
  );
  known.set(source, names);
  return names;
}
