import { basename, dirname } from 'node:path';
import { ts } from 'ts-morph';
import { isCallerName, looksLikeSql, prefilterFor } from '../files/prefilter.js';
import type { SourceModule } from '../module/source-module.js';

/**
 * By which names a module lets others send SQL: a module that holds no SQL itself may call `fetchAll(TEXTS.players)`. Told from the
 * syntax, name by name and generously: it only decides what is worth a parse.
 */
export interface SentThrough {
  /** Names of texts and of functions that make them; `class:` and the name of a class that others may extend. */
  readonly texts: readonly string[];
  /** What a name stands for or hands its parameters to. A default export is `from:` and the module's name. */
  readonly passes: readonly (readonly [name: string, to: string])[];
}

export const NOTHING_SENT: SentThrough = { texts: [], passes: [] };

type Function = ts.FunctionLikeDeclaration & { readonly body: ts.ConciseBody };

/** What a module lets others send. */
export function sentThrough(module: SourceModule): SentThrough {
  const collector = new Collector(module);
  collector.visit(module.source);
  return { texts: [...collector.texts], passes: [...collector.passes.values()] };
}

class Collector {
  readonly texts = new Set<string>();
  readonly passes = new Map<string, readonly [string, string]>();

  constructor(private readonly module: SourceModule) {}

  readonly visit = (node: ts.Node): void => {
    if (isFunction(node)) this.function(node);
    else if (ts.isClassLike(node)) this.class(node);
    else if (ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node)) {
      if (node.initializer) this.value(nameOf(node.name), node.initializer, isTopLevel(node));
    } else if (ts.isEnumDeclaration(node)) {
      if (node.members.some(({ initializer }) => initializer && holdsSql(initializer))) this.texts.add(node.name.text);
    } else if (ts.isExportAssignment(node)) this.value(this.defaultName(), node.expression, true);
    else if (ts.isBinaryExpression(node)) this.assignment(node);
    else if (ts.isExportSpecifier(node) || ts.isImportSpecifier(node) || ts.isBindingElement(node)) this.renaming(node);
    ts.forEachChild(node, this.visit);
  };

  private value(name: string | null, value: ts.Expression, outside: boolean): void {
    if (name === null || isFunction(value)) return;
    const target = referred(value);
    if (target !== null) this.pass(name, target);
    else if (outside && holdsSql(value)) this.texts.add(name);
  }

  /** `module.exports = …`, `exports.run = …`, `Roster.prototype.run = …`. */
  private assignment({ left, operatorToken, right }: ts.BinaryExpression): void {
    if (operatorToken.kind !== ts.SyntaxKind.EqualsToken || !ts.isPropertyAccessExpression(left)) return;
    const isModule = left.getText(this.module.source) === 'module.exports';
    this.value(isModule ? this.defaultName() : left.name.text, right, true);
  }

  /** A class that extends one with SQL in it has that SQL too, perhaps of other tables. */
  private class(node: ts.ClassLikeDeclaration): void {
    const name = node.name?.text ?? this.assignedName(node);
    if (name === null) return;
    const isDefault = hasModifier(node, ts.SyntaxKind.DefaultKeyword);
    for (const own of isDefault ? [`class:${name}`, this.defaultName()] : [`class:${name}`]) {
      if (mayHoldSql(node.getText(this.module.source))) this.texts.add(own);
      for (const { types } of node.heritageClauses ?? []) {
        for (const { expression } of types)
          for (const base of identifiersIn(expression)) this.pass(own, `class:${base}`);
      }
    }
  }

  private renaming(node: ts.ExportSpecifier | ts.ImportSpecifier | ts.BindingElement): void {
    const { propertyName, name } = node;
    if (propertyName && ts.isIdentifier(name) && (ts.isIdentifier(propertyName) || ts.isStringLiteral(propertyName))) {
      this.pass(name.text === 'default' ? this.defaultName() : name.text, propertyName.text);
    }
  }

  private function(node: Function): void {
    const name = this.functionName(node);
    if (name === null) return;
    if (returned(node).some(holdsSql)) this.texts.add(name);
    const parameters = new Set(node.parameters.flatMap((parameter) => namesIn(parameter.name)));
    if (parameters.size === 0) return;
    const find = (inner: ts.Node): void => {
      const callee = handedTo(inner, parameters);
      if (callee !== null) this.pass(name, callee);
      ts.forEachChild(inner, find);
    };
    find(node.body);
  }

  private functionName(node: Function): string | null {
    if (hasModifier(node, ts.SyntaxKind.DefaultKeyword)) return this.defaultName();
    if (node.name) return nameOf(node.name);
    return this.assignedName(node);
  }

  private assignedName({ parent }: ts.Expression | Function | ts.ClassLikeDeclaration): string | null {
    if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) {
      return nameOf(parent.name);
    }
    if (ts.isExportAssignment(parent)) return this.defaultName();
    if (!ts.isBinaryExpression(parent) || !ts.isPropertyAccessExpression(parent.left)) return null;
    return parent.left.getText(this.module.source) === 'module.exports' ? this.defaultName() : parent.left.name.text;
  }

  /** Whoever imports a default export names it as they like, but not the module. */
  private defaultName(): string {
    const name = basename(this.module.path).replace(/\..*$/, '');
    return `from:${name === 'index' ? basename(dirname(this.module.path)) : name}`;
  }

  private pass(name: string, to: string): void {
    if (name !== to) this.passes.set(`${name}\0${to}`, [name, to]);
  }
}

const mayHoldSql = prefilterFor([]);

function identifiersIn(node: ts.Node): readonly string[] {
  if (ts.isIdentifier(node)) return [node.text];
  return node.getChildren().flatMap(identifiersIn);
}

function isFunction(node: ts.Node): node is Function {
  const functions = ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isArrowFunction(node);
  return (functions || ts.isMethodDeclaration(node) || ts.isGetAccessor(node)) && node.body !== undefined;
}

function isTopLevel(node: ts.Node): boolean {
  if (ts.isPropertyDeclaration(node)) return true;
  return ts.isVariableDeclaration(node) && ts.isSourceFile(node.parent.parent.parent);
}

/** Whether a text in it reads like SQL, but for what is handed to a call: there it is sent already. */
function holdsSql(node: ts.Node): boolean {
  if (isFunction(node)) return false;
  if (ts.isCallExpression(node)) return holdsSql(node.expression);
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) return looksLikeSql(node.getText());
  return ts.forEachChild(node, (child) => holdsSql(child) || undefined) ?? false;
}

/** What a function returns. */
function returned(node: Function): readonly ts.Expression[] {
  if (!ts.isBlock(node.body)) return [node.body];
  const found: ts.Expression[] = [];
  const visit = (inner: ts.Node): void => {
    if (ts.isReturnStatement(inner) && inner.expression) found.push(inner.expression);
    if (!isFunction(inner)) ts.forEachChild(inner, visit);
  };
  visit(node.body);
  return found;
}

/** The name of what may get a parameter as its SQL. Of a library's methods that is the first argument, the others are values. */
function handedTo(node: ts.Node, parameters: ReadonlySet<string>): string | null {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return null;
  const name = lastName(node.expression);
  if (name === null || node.arguments === undefined) return null;
  const possible = isCallerName(name) ? node.arguments.slice(0, 1) : node.arguments;
  return possible.some((argument) => mentions(argument, parameters)) ? name : null;
}

/** Whether a parameter stands in an argument in a place that can be its text: not among values in brackets. */
function mentions(node: ts.Node, parameters: ReadonlySet<string>): boolean {
  if (ts.isArrayLiteralExpression(node) || isFunction(node)) return false;
  if (ts.isIdentifier(node)) return parameters.has(node.text);
  if (ts.isPropertyAssignment(node)) return mentions(node.initializer, parameters);
  return ts.forEachChild(node, (child) => mentions(child, parameters) || undefined) ?? false;
}

/** `run`, `db.run` and `db.run.bind(db)` refer to `run`. */
function referred(node: ts.Expression): string | null {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null;
  return node.expression.name.text === 'bind' ? referred(node.expression.expression) : null;
}

function lastName(node: ts.Expression): string | null {
  if (ts.isCallExpression(node) || ts.isNonNullExpression(node) || ts.isParenthesizedExpression(node)) {
    return lastName(node.expression);
  }
  return referred(node);
}

function namesIn(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesIn(element.name) : []));
}

function nameOf(name: ts.Node): string | null {
  return ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteral(name) ? name.text : null;
}

function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some((modifier) => modifier.kind === kind) ?? false);
}
