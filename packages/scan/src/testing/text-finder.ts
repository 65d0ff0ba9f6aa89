import { fingerprintOf } from '@rowpact/model';
import { ts } from 'ts-morph';
import type { FindContext, FindInModule, ModuleFindings, SourceModule } from '../module/source-module.js';

/**
 * A finder as small as can be: the first argument of every call of `send`, also where it is a constant of another module. It
 * remembers per module, as ours do, and fails on purpose on an argument named `crash`.
 */
export function textFinder(): { readonly find: FindInModule; readonly searched: string[] } {
  const searched: string[] = [];
  const constants = new Map<SourceModule, ReadonlyMap<string, string>>();
  const textOf = (node: ts.Node, module: SourceModule, context: FindContext): string | null => {
    if (ts.isStringLiteralLike(node)) return node.text;
    if (!ts.isIdentifier(node)) return null;
    if (node.text === 'crash') throw new Error(`it was ${module.path}`);
    const known = constants.get(module) ?? constantsOf(module, context, textOf);
    constants.set(module, known);
    return known.get(node.text) ?? null;
  };
  const find: FindInModule = (module, context): ModuleFindings => {
    searched.push(module.file);
    const statements: ModuleFindings['statements'][number][] = [];
    const visit = (node: ts.Node): void => {
      ts.forEachChild(node, visit);
      if (!ts.isCallExpression(node) || node.expression.getText() !== 'sendQuery' || !node.arguments[0]) return;
      const text = textOf(node.arguments[0], module, context);
      if (text === null) return;
      const { line, character } = module.source.getLineAndCharacterOfPosition(node.arguments[0].getStart());
      const location = { file: module.file, line: line + 1, column: character + 1 };
      const place = { ...location, within: null };
      statements.push({
        text,
        fingerprint: fingerprintOf(text),
        place,
        caller: 'pg',
        origins: [{ at: 0, ...location }],
      });
    };
    visit(module.source);
    return { statements, blinds: [], texts: [], tables: [] };
  };
  return { find, searched };
}

function constantsOf(
  module: SourceModule,
  context: FindContext,
  textOf: (node: ts.Node, module: SourceModule, context: FindContext) => string | null,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const statement of module.source.statements) {
    if (ts.isVariableStatement(statement)) {
      for (const { name, initializer } of statement.declarationList.declarations) {
        const text = initializer && ts.isStringLiteralLike(initializer) ? initializer.text : null;
        if (text !== null) found.set(name.getText(), text);
      }
    }
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteralLike(statement.moduleSpecifier)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    const target = context.graph.resolve(module, statement.moduleSpecifier.text);
    for (const { name } of bindings.elements) {
      const text = target === null ? null : textOf(name, target, context);
      if (text !== null) found.set(name.text, text);
    }
  }
  return found;
}
