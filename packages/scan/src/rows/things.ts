import { ts } from 'ts-morph';
import type { SourceModule } from '../module/source-module.js';
import type { SourceTree } from '../program/source-tree.js';
import { usesOf } from '../program/uses-of.js';
import { declarationOf, exportOf, typeDeclarationOf, type Declaration } from '../value/declaration.js';
import type { Frame } from './carried.js';
import type { ClassNode, FunctionNode } from './following.js';
import { WRAPPING } from './method-tables.js';
import { keyOf } from './patterns.js';

/** What an expression can be, as far as the code says it. */
export type Thing =
  | { readonly kind: 'function'; readonly node: FunctionNode }
  | { readonly kind: 'class'; readonly node: ClassNode }
  /** An object of a class, or of an interface. */
  | { readonly kind: 'instance'; readonly node: ClassNode | ts.InterfaceDeclaration | ts.TypeLiteralNode }
  | { readonly kind: 'object'; readonly node: ts.ObjectLiteralExpression }
  | { readonly kind: 'module'; readonly module: SourceModule }
  /** A Svelte, Vue or Astro file. */
  | { readonly kind: 'component'; readonly module: SourceModule }
  | { readonly kind: 'package'; readonly package: string; readonly name: string };

const DEEPEST = 12;
const MOST_CALLERS = 60;

/** Finds out what expressions are: which functions a call can reach. */
export class Things {
  constructor(
    private readonly tree: SourceTree,
    private readonly frames: readonly Frame[],
  ) {}

  of(node: ts.Node, depth = 0): readonly Thing[] {
    if (depth > DEEPEST) return [];
    const next = depth + 1;
    if (ts.isIdentifier(node)) return this.named(declarationOf(node, this.tree.moduleOf(node), this.tree), next);
    if (ts.isPropertyAccessExpression(node)) {
      return this.of(node.expression, next).flatMap((thing) => this.member(thing, node.name.text, next));
    }
    if (ts.isElementAccessExpression(node)) return this.element(node, next);
    if (ts.isFunctionExpression(node) || ts.isArrowFunction(node)) return [{ kind: 'function', node }];
    if (ts.isClassExpression(node)) return [{ kind: 'class', node }];
    if (ts.isObjectLiteralExpression(node)) return [{ kind: 'object', node }];
    if (ts.isNewExpression(node)) return this.of(node.expression, next).flatMap((thing) => instanceOf(thing));
    if (ts.isCallExpression(node)) return this.answerOf(node, next);
    if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].flatMap((each) => this.of(each, next));
    if (ts.isBinaryExpression(node)) return this.ofBinary(node, next);
    if (node.kind === ts.SyntaxKind.ThisKeyword) return this.ofThis(node);
    if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) {
      const found = this.of(node.expression, next);
      return found.length > 0 ? found : this.typed(node.type, next);
    }
    if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isAwaitExpression(node)) {
      return this.of(node.expression, next);
    }
    return [];
  }

  /** What a value annotated with a type is. */
  typed(type: ts.TypeNode, depth = 0): readonly Thing[] {
    if (depth > DEEPEST) return [];
    if (ts.isTypeLiteralNode(type)) return [{ kind: 'instance', node: type }];
    if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) {
      return type.types.flatMap((part) => this.typed(part, depth + 1));
    }
    if (ts.isParenthesizedTypeNode(type)) return this.typed(type.type, depth + 1);
    if (ts.isTypeQueryNode(type) && ts.isIdentifier(type.exprName)) return this.of(type.exprName, depth + 1);
    if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return [];
    const [argument] = type.typeArguments ?? [];
    if (
      argument &&
      /^(?:Promise|Readonly|Partial|Required|NonNullable|InstanceType|ReturnType|Awaited)$/.test(type.typeName.text)
    ) {
      return this.typed(argument, depth + 1).flatMap((thing) => (thing.kind === 'class' ? instanceOf(thing) : [thing]));
    }
    const found = typeDeclarationOf(type.typeName, this.tree.moduleOf(type), this.tree);
    if (found?.kind === 'imported') return [{ kind: 'package', package: found.package, name: found.name }];
    if (found?.kind !== 'declared') return [];
    if (ts.isTypeAliasDeclaration(found.node)) return this.typed(found.node.type, depth + 1);
    if (ts.isInterfaceDeclaration(found.node) || ts.isClassLike(found.node))
      return [{ kind: 'instance', node: found.node }];
    return [];
  }

  /** A property of a thing. */
  member(thing: Thing, name: string, depth = 0): readonly Thing[] {
    switch (thing.kind) {
      case 'module':
        return this.named(exportOf(thing.module, name, this.tree), depth);
      case 'package':
        return [{ ...thing, name: `${thing.name}.${name}` }];
      case 'object':
        return this.propertyOf(thing.node, name, depth);
      case 'class':
        return this.classMember(thing.node, name, true, depth);
      case 'instance':
        return this.instanceMember(thing.node, name, depth);
      case 'function':
        return name === 'bind' ? [thing] : [];
      case 'component':
        return [];
    }
  }

  private named(found: Declaration | null, depth: number): readonly Thing[] {
    if (found === null) return [];
    if (found.kind === 'imported') return [{ kind: 'package', package: found.package, name: found.name }];
    if (found.kind === 'module') {
      // Vue and Astro files export a component without saying so.
      return [{ kind: /\.(?:vue|astro)$/.test(found.module.path) ? 'component' : 'module', module: found.module }];
    }
    return this.declared(found.node, found.module, depth);
  }

  private declared(node: ts.Node, module: SourceModule, depth: number): readonly Thing[] {
    if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) return [{ kind: 'function', node }];
    if (ts.isClassLike(node)) return [{ kind: 'class', node }];
    if (ts.isExportAssignment(node)) {
      return /\.(?:svelte|vue)$/.test(module.path) ? [{ kind: 'component', module }] : this.of(node.expression, depth);
    }
    if (ts.isVariableDeclaration(node)) {
      const found = node.initializer ? this.of(node.initializer, depth) : [];
      return found.length > 0 || !node.type ? found : this.typed(node.type, depth);
    }
    if (ts.isParameter(node)) return this.parameter(node, depth);
    if (ts.isBindingElement(node)) return this.bound(node, depth);
    return ts.isExpression(node) ? this.of(node, depth) : [];
  }

  /** By its type, by what the call that is being followed passes, or by what all calls pass. */
  private parameter(node: ts.ParameterDeclaration, depth: number): readonly Thing[] {
    const position = node.parent.parameters.indexOf(node);
    const frame = this.frames.findLastIndex(({ callee }) => callee === node.parent);
    const call = this.frames[frame]?.call;
    if (call && (ts.isCallExpression(call) || ts.isNewExpression(call))) {
      const argument = call.arguments?.[position];
      const found = argument ? new Things(this.tree, this.frames.slice(0, frame)).of(argument, depth) : [];
      if (found.length > 0) return found;
    }
    const typed = node.type ? this.typed(node.type, depth) : [];
    if (typed.length > 0) return typed;
    return callsOf(node.parent, this.tree).flatMap((each) => {
      const argument = each.arguments?.[position];
      return argument ? this.of(argument, depth) : [];
    });
  }

  private bound(node: ts.BindingElement, depth: number): readonly Thing[] {
    const pattern = node.parent;
    const name = keyOf(node.propertyName ?? node.name);
    if (name === null || !ts.isObjectBindingPattern(pattern)) return [];
    return this.declared(pattern.parent, this.tree.moduleOf(node), depth).flatMap((thing) =>
      this.member(thing, name, depth),
    );
  }

  private element(node: ts.ElementAccessExpression, depth: number): readonly Thing[] {
    const { argumentExpression: key } = node;
    const things = this.of(node.expression, depth);
    if (ts.isStringLiteralLike(key)) return things.flatMap((thing) => this.member(thing, key.text, depth));
    // Any of the functions that an object holds.
    return things.flatMap((thing) =>
      thing.kind === 'object' ? thing.node.properties.flatMap((property) => this.propertyThing(property, depth)) : [],
    );
  }

  private ofBinary(node: ts.BinaryExpression, depth: number): readonly Thing[] {
    const kind = node.operatorToken.kind;
    if (kind === ts.SyntaxKind.CommaToken || kind === ts.SyntaxKind.EqualsToken) return this.of(node.right, depth);
    return [node.left, node.right].flatMap((side) => this.of(side, depth));
  }

  private ofThis(node: ts.Node): readonly Thing[] {
    for (let at: ts.Node | undefined = node.parent; at !== undefined; at = at.parent as ts.Node | undefined) {
      if (ts.isClassLike(at)) return [{ kind: 'instance', node: at }];
      if (ts.isObjectLiteralExpression(at)) return [{ kind: 'object', node: at }];
      if (ts.isFunctionDeclaration(at) || ts.isFunctionExpression(at)) return [];
    }
    return [];
  }

  /** What a call answers: an instance, an object, another function. */
  private answerOf(node: ts.CallExpression, depth: number): readonly Thing[] {
    const callees = this.of(node.expression, depth);
    return callees.flatMap((thing): readonly Thing[] => {
      if (thing.kind === 'function') return this.answersOf(thing.node, depth);
      if (thing.kind !== 'package') return [];
      const isWrapping = WRAPPING.has(thing.name.split('.').at(-1) ?? '');
      return isWrapping && node.arguments[0] ? this.of(node.arguments[0], depth) : [];
    });
  }

  private answersOf(node: FunctionNode, depth: number): readonly Thing[] {
    if (!node.body) return node.type ? this.typed(node.type, depth) : [];
    if (!ts.isBlock(node.body)) return this.of(node.body, depth);
    const answers = returnsOf(node.body).flatMap((each) => this.of(each, depth));
    return answers.length > 0 || !node.type ? answers : this.typed(node.type, depth);
  }

  private propertyOf(object: ts.ObjectLiteralExpression, name: string, depth: number): readonly Thing[] {
    return object.properties.flatMap((property) => {
      if (ts.isSpreadAssignment(property)) {
        return this.of(property.expression, depth).flatMap((thing) => this.member(thing, name, depth));
      }
      return keyOf(property.name) === name ? this.propertyThing(property, depth) : [];
    });
  }

  private propertyThing(property: ts.ObjectLiteralElementLike, depth: number): readonly Thing[] {
    if (ts.isPropertyAssignment(property)) return this.of(property.initializer, depth);
    if (ts.isShorthandPropertyAssignment(property)) return this.of(property.name, depth);
    return ts.isMethodDeclaration(property) ? [{ kind: 'function', node: property }] : [];
  }

  private classMember(node: ClassNode, name: string, isStatic: boolean, depth: number): readonly Thing[] {
    for (const member of node.members) {
      if (!member.name || keyOf(member.name) !== name || hasStatic(member) !== isStatic) continue;
      if (ts.isMethodDeclaration(member) && member.body) return [{ kind: 'function', node: member }];
      if (ts.isPropertyDeclaration(member)) {
        const found = member.initializer ? this.of(member.initializer, depth) : [];
        return found.length > 0 || !member.type ? found : this.typed(member.type, depth);
      }
    }
    if (!isStatic) {
      const parameter = parameterProperty(node, name);
      if (parameter) return this.parameter(parameter, depth);
    }
    if (depth > DEEPEST) return [];
    const base = baseOf(node);
    const inherited = base ? this.of(base, depth + 1) : [];
    return inherited.flatMap((thing) =>
      thing.kind === 'class' ? this.classMember(thing.node, name, isStatic, depth + 1) : [],
    );
  }

  private instanceMember(
    node: ClassNode | ts.InterfaceDeclaration | ts.TypeLiteralNode,
    name: string,
    depth: number,
  ): readonly Thing[] {
    if (ts.isClassLike(node))
      return [...this.classMember(node, name, false, depth), ...this.overriding(node, name, depth)];
    for (const member of node.members) {
      if (member.name && keyOf(member.name) === name && ts.isPropertySignature(member) && member.type) {
        const typed = this.typed(member.type, depth);
        if (typed.length > 0) return typed;
      }
    }
    return ts.isInterfaceDeclaration(node) ? this.overriding(node, name, depth) : [];
  }

  /** The same member in classes that extend or implement, and in objects that are declared to be one. */
  private overriding(node: ClassNode | ts.InterfaceDeclaration, name: string, depth: number): readonly Thing[] {
    if (depth > DEEPEST || !node.name) return [];
    return usesOf(node, this.tree).uses.flatMap(({ node: use }): readonly Thing[] => {
      const heritage = use.parent.parent;
      if (ts.isHeritageClause(heritage) && ts.isClassLike(heritage.parent)) {
        return this.classMember(heritage.parent, name, false, depth + 1);
      }
      return ts.isInterfaceDeclaration(node) ? this.implementing(use, name, depth + 1) : [];
    });
  }

  /** `const players: PlayerStore = { … }`, `function open(): PlayerStore { return { … } }`. */
  private implementing(use: ts.Node, name: string, depth: number): readonly Thing[] {
    const owner = use.parent.parent;
    const objects: readonly Thing[] =
      ts.isVariableDeclaration(owner) && owner.initializer
        ? this.of(owner.initializer, depth)
        : ts.isFunctionLike(owner) && 'body' in owner
          ? this.answersOf(owner, depth)
          : [];
    return objects.flatMap((thing) => (thing.kind === 'object' ? this.propertyOf(thing.node, name, depth) : []));
  }
}

function instanceOf(thing: Thing): readonly Thing[] {
  if (thing.kind === 'class') return [{ kind: 'instance', node: thing.node }];
  return thing.kind === 'package' ? [thing] : [];
}

/** The expression behind `extends`. */
export function baseOf(node: ClassNode): ts.Expression | null {
  const clause = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  return clause?.types[0]?.expression ?? null;
}

export function hasStatic(member: ts.Node): boolean {
  return (
    ts.canHaveModifiers(member) &&
    (ts.getModifiers(member)?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ?? false)
  );
}

export function constructorOf(node: ClassNode): ts.ConstructorDeclaration | null {
  return (
    (node.members.find((member) => ts.isConstructorDeclaration(member) && member.body !== undefined) as
      | ts.ConstructorDeclaration // what the predicate just said
      | undefined) ?? null
  );
}

function parameterProperty(node: ClassNode, name: string): ts.ParameterDeclaration | null {
  const parameters = constructorOf(node)?.parameters ?? [];
  return (
    parameters.find(
      (parameter) => ts.isParameterPropertyDeclaration(parameter, parameter.parent) && keyOf(parameter.name) === name,
    ) ?? null
  );
}

/** What the statements of a function answer, its inner functions left out. */
export function returnsOf(body: ts.Node): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isReturnStatement(node) && node.expression) found.push(node.expression);
    if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit);
  };
  ts.forEachChild(body, visit);
  return found;
}

/** The calls of a function by its name, up to a number that is still worth looking at. */
export function callsOf(node: ts.Node, tree: SourceTree): readonly (ts.CallExpression | ts.NewExpression)[] {
  const declared = ts.isConstructorDeclaration(node) ? node.parent : ownerOf(node);
  if (!declared) return [];
  const calls: (ts.CallExpression | ts.NewExpression)[] = [];
  for (const use of usesOf(declared, tree).uses) {
    if (use.kind !== 'name' || calls.length === MOST_CALLERS) continue;
    const { parent } = use.node;
    if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === use.node)
      calls.push(parent);
  }
  return calls;
}

/** The declaration that gives a function its name. */
function ownerOf(node: ts.Node): ts.Node | null {
  if (ts.isFunctionDeclaration(node)) return node;
  return ts.isVariableDeclaration(node.parent) ? node.parent : null;
}
