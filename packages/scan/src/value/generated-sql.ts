import { ts } from 'ts-morph';
import type { SourceModule } from '../module/source-module.js';

/** A module of statements that rowpact generated: `./database.statements.gen.js`, with or without its ending. */
export const STATEMENTS_MODULE = /\.statements(?:\.gen|\.generated)?(?:\.[cm]?[jt]s)?$/u;

/**
 * What is handed to `sql` of a module of statements; null for any other call. Told by the import alone: the first scan of a
 * consumer sees its calls before the module is there.
 */
export function textOfGeneratedSql(node: ts.Node, { source }: SourceModule): ts.Expression | null {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return null;
  return namesOf(source).has(node.expression.text) ? (node.arguments[0] ?? null) : null;
}

const known = new WeakMap<ts.SourceFile, ReadonlySet<string>>();

/** What `sql` is called in a file that imports it. */
function namesOf(source: ts.SourceFile): ReadonlySet<string> {
  const remembered = known.get(source);
  if (remembered !== undefined) return remembered;
  const names = new Set(source.statements.flatMap(importedSql));
  known.set(source, names);
  return names;
}

function importedSql(statement: ts.Statement): readonly string[] {
  if (!ts.isImportDeclaration(statement) || !ts.isStringLiteralLike(statement.moduleSpecifier)) return [];
  const bindings = statement.importClause?.namedBindings;
  if (!STATEMENTS_MODULE.test(statement.moduleSpecifier.text) || bindings === undefined || !ts.isNamedImports(bindings))
    return [];
  return bindings.elements
    .filter(({ name, propertyName }) => (propertyName ?? name).text === 'sql')
    .map(({ name }) => name.text);
}
