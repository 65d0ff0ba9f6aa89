import { ts } from 'ts-morph';
import type { ModuleGraph, SourceModule } from '../module/source-module.js';
import { declarationOf, exportOf, type Declaration } from './declaration.js';
import { classAround } from './members.js';
import { mutationsWithin } from './mutations.js';
import { namesOf } from './names.js';
import type { Origin, Tracing } from './origin-kinds.js';
import { entityOrigin, instanceOrigin, originOfTypeNode } from './origin-of-type.js';
import { OriginMemory } from './origin-memory.js';
import { annotationOf, memberNamed, parameterOfCallback, typeMember } from './origin-nodes.js';

const tracers = new WeakMap<ModuleGraph, Tracer>();

/** The origin of an expression; null where it cannot be told. */
export function originOf(expression: ts.Expression, module: SourceModule, graph: ModuleGraph): Origin | null {
  return tracerOf(graph).ofExpression(expression, module);
}

/** The origin of what a type annotation describes. */
export function originOfType(type: ts.TypeNode, module: SourceModule, graph: ModuleGraph): Origin | null {
  return tracerOf(graph).ofType(type, module);
}

/** The origin of an object's member. */
export function originOfMember(origin: Origin, name: string, graph: ModuleGraph): Origin | null {
  return tracerOf(graph).member(origin, name);
}

/** The origin of what calling a function or a tag answers. */
export function originOfResult(origin: Origin, graph: ModuleGraph): Origin | null {
  return tracerOf(graph).result(origin);
}

/** What was found out about the modules of one graph is found out once. */
function tracerOf(graph: ModuleGraph): Tracer {
  let tracer = tracers.get(graph);
  if (tracer === undefined) {
    tracer = new Tracer(graph);
    tracers.set(graph, tracer);
  }
  return tracer;
}

class Tracer implements Tracing {
  private readonly memory = new OriginMemory();

  constructor(readonly graph: ModuleGraph) {}

  ofExpression(node: ts.Expression, module: SourceModule): Origin | null {
    return this.memory.recall(node, () => this.expression(node, module));
  }

  private expression(node: ts.Expression, module: SourceModule): Origin | null {
    if (ts.isIdentifier(node)) return this.ofDeclaration(declarationOf(node, module, this.graph)) ?? globalOf(node);
    if (node.kind === ts.SyntaxKind.ThisKeyword) return this.thisOf(node, module);
    if (ts.isPropertyAccessExpression(node)) return this.property(node, module);
    if (ts.isElementAccessExpression(node)) return this.element(node, module);
    if (ts.isCallExpression(node)) return this.call(node, module);
    if (ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node)) {
      const callee = this.ofExpression(ts.isNewExpression(node) ? node.expression : node.tag, module);
      const origin = callee && this.result(callee);
      return ts.isNewExpression(node) ? madeBy(origin, node, module) : origin;
    }
    if (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node) || ts.isSatisfiesExpression(node)) {
      return this.ofType(node.type, module) ?? this.ofExpression(node.expression, module);
    }
    if (ts.isParenthesizedExpression(node) || ts.isAwaitExpression(node) || ts.isNonNullExpression(node)) {
      return this.ofExpression(node.expression, module);
    }
    return this.combined(node, module);
  }

  private combined(node: ts.Expression, module: SourceModule): Origin | null {
    if (ts.isConditionalExpression(node)) {
      return this.ofExpression(node.whenTrue, module) ?? this.ofExpression(node.whenFalse, module);
    }
    if (ts.isBinaryExpression(node)) {
      // `a ?? b`, `a || b`, `a = b`: either side may tell.
      return this.ofExpression(node.right, module) ?? this.ofExpression(node.left, module);
    }
    const isOwn = ts.isObjectLiteralExpression(node) || ts.isFunctionLike(node) || ts.isClassLike(node);
    return isOwn ? { kind: 'declared', node, module, instance: false } : null;
  }

  private thisOf(node: ts.Node, module: SourceModule): Origin | null {
    const owner = classAround(node);
    return owner && { kind: 'declared', node: owner, module, instance: true };
  }

  private property(node: ts.PropertyAccessExpression, module: SourceModule): Origin | null {
    const holder = this.ofExpression(node.expression, module);
    const member = holder && this.member(holder, node.name.text);
    return member ?? this.assigned(node, module);
  }

  private element(node: ts.ElementAccessExpression, module: SourceModule): Origin | null {
    const holder = this.ofExpression(node.expression, module);
    if (holder === null) return null;
    return ts.isStringLiteralLike(node.argumentExpression) ? this.member(holder, node.argumentExpression.text) : holder;
  }

  /** `globalThis.pool = new Pool()` and the like. */
  private assigned(node: ts.PropertyAccessExpression, module: SourceModule): Origin | null {
    const text = node.getText(module.source);
    const root = text.startsWith('this.') ? text : (text.split(/[.?!]/u)[0] ?? '');
    for (const mutation of mutationsWithin(module.source, root)) {
      if (!ts.isBinaryExpression(mutation) || mutation.left.getText(module.source) !== text) continue;
      if (mutation.right === node || mutation.left === node) continue;
      const origin = this.ofExpression(mutation.right, module);
      if (origin !== null) return origin;
    }
    return null;
  }

  private call(node: ts.CallExpression, module: SourceModule): Origin | null {
    const [first] = node.arguments;
    const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
    if (first && ts.isStringLiteralLike(first) && (isImport || isRequire(node.expression))) {
      return this.ofSpecifier(first.text, isImport, module);
    }
    const callee = this.ofExpression(node.expression, module);
    return madeBy(callee && this.result(callee), node, module);
  }

  ofSpecifier(specifier: string, isImport: boolean, module: SourceModule): Origin | null {
    const target = this.graph.resolve(module, specifier);
    if (target === null) return { kind: 'package', package: specifier, path: [] };
    const whole = isImport ? null : exportOf(target, 'default', this.graph);
    if (whole === null || whole.kind === 'module') return { kind: 'module', module: target };
    return this.ofDeclaration(whole) ?? { kind: 'module', module: target };
  }

  ofDeclaration(declaration: Declaration | null): Origin | null {
    if (declaration === null) return null;
    if (declaration.kind === 'module') return declaration;
    if (declaration.kind === 'imported') {
      const path = declaration.name === '*' ? [] : [declaration.name];
      return { kind: 'package', package: declaration.package, path };
    }
    return this.ofNode(declaration.node, declaration.module);
  }

  private ofNode(node: ts.Node, module: SourceModule): Origin | null {
    if (ts.isExpression(node) && !ts.isFunctionLike(node)) return this.ofExpression(node, module);
    return this.memory.recall(node, () => this.declared(node, module));
  }

  private declared(node: ts.Node, module: SourceModule): Origin | null {
    const type = annotationOf(node);
    const annotated = type && this.ofType(type, module);
    if (annotated) return annotated;
    if (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node)) {
      const origin = node.initializer ? this.ofExpression(node.initializer, module) : null;
      return origin ?? this.ofAssignments(node, module);
    }
    if (ts.isParameter(node)) {
      const origin = node.initializer ? this.ofExpression(node.initializer, module) : null;
      return origin ?? this.ofCallbackParameter(node, module);
    }
    if (ts.isBindingElement(node)) return this.ofBinding(node, module);
    if (ts.isExportAssignment(node)) return this.ofExpression(node.expression, module);
    if (ts.isPropertyAssignment(node)) return this.ofExpression(node.initializer, module);
    return { kind: 'declared', node, module, instance: false };
  }

  private ofAssignments(node: ts.VariableDeclaration | ts.PropertyDeclaration, module: SourceModule): Origin | null {
    const name = ts.isIdentifier(node.name) || ts.isPrivateIdentifier(node.name) ? node.name.text : null;
    if (name === null) return null;
    const key = ts.isPropertyDeclaration(node) ? `this.${name}` : name;
    for (const mutation of mutationsWithin(module.source, key)) {
      if (!ts.isBinaryExpression(mutation)) continue;
      const left = mutation.left.getText(module.source);
      const origin = left === key ? this.ofExpression(mutation.right, module) : null;
      if (origin !== null) return origin;
    }
    return null;
  }

  private ofBinding(node: ts.BindingElement, module: SourceModule): Origin | null {
    const pattern = node.parent;
    const source = this.ofNode(pattern.parent, module);
    if (source === null) return null;
    if (ts.isArrayBindingPattern(pattern)) return source;
    const key = node.propertyName ?? node.name;
    const name = ts.isIdentifier(key) || ts.isStringLiteralLike(key) ? key.text : null;
    return name === null ? null : node.dotDotDotToken ? source : this.member(source, name);
  }

  /** The parameter of a function that is handed to another one: what does that one call it with? */
  private ofCallbackParameter(node: ts.ParameterDeclaration, module: SourceModule): Origin | null {
    const place = parameterOfCallback(node);
    if (place === null) return null;
    const callee = this.ofExpression(place.call.expression, module);
    if (callee === null) return null;
    if (callee.kind === 'package') return { ...callee, path: [...callee.path, `=>${place.parameter}`] };
    if (callee.kind === 'module' || !ts.isFunctionLike(callee.node)) return null;
    const callback = callee.node.parameters[place.argument];
    if (callback === undefined) return null;
    return (
      this.ofCallbackType(callback.type, place.parameter, callee.module) ?? this.ofInnerCall(callee, callback, place)
    );
  }

  private ofCallbackType(type: ts.TypeNode | undefined, parameter: number, module: SourceModule): Origin | null {
    if (type === undefined) return null;
    const origin = ts.isFunctionTypeNode(type) ? null : this.ofType(type, module);
    const signature = origin?.kind === 'declared' ? origin.node : type;
    if (!ts.isFunctionTypeNode(signature)) return null;
    const annotation = signature.parameters[parameter]?.type;
    return annotation ? this.ofType(annotation, origin?.kind === 'declared' ? origin.module : module) : null;
  }

  /** Without an annotation: the argument that the function's body calls its callback with. */
  private ofInnerCall(
    callee: Extract<Origin, { kind: 'declared' }>,
    callback: ts.ParameterDeclaration,
    place: { readonly parameter: number },
  ): Origin | null {
    const name = ts.isIdentifier(callback.name) ? callback.name.text : null;
    const body = (callee.node as ts.FunctionLikeDeclaration).body; // ofCallbackParameter asked whether it is a function
    if (name === null || body === undefined) return null;
    const find = (node: ts.Node): Origin | undefined => {
      const argument = ts.isCallExpression(node) && isNamed(node.expression, name) && node.arguments[place.parameter];
      const origin = argument ? this.ofExpression(argument, callee.module) : null;
      return origin ?? ts.forEachChild(node, find);
    };
    return find(body) ?? null;
  }

  ofType(type: ts.TypeNode, module: SourceModule): Origin | null {
    return this.memory.recall(type, () => originOfTypeNode(type, module, this));
  }

  member(origin: Origin, name: string): Origin | null {
    if (origin.kind === 'package') return { ...origin, path: [...origin.path, name] };
    if (origin.kind === 'module') return this.ofDeclaration(exportOf(origin.module, name, this.graph));
    const { node, module } = origin;
    if (ts.isModuleDeclaration(node)) {
      const found = node.body && namesOf(node.body)?.values.get(name);
      return found ? this.ofNode(found, module) : null;
    }
    const found = memberNamed(node, name);
    if (found !== null) return this.ofMemberNode(found, module);
    const base = this.baseOf(node, module);
    return base && this.member(base, name);
  }

  private ofMemberNode(node: ts.Node, module: SourceModule): Origin | null {
    if (ts.isShorthandPropertyAssignment(node)) {
      return this.ofDeclaration(declarationOf(node.name, module, this.graph));
    }
    if (ts.isGetAccessorDeclaration(node)) return this.result({ kind: 'declared', node, module, instance: false });
    const type = typeMember(node);
    return (type && this.ofType(type, module)) ?? this.ofNode(node, module);
  }

  private baseOf(node: ts.Node, module: SourceModule): Origin | null {
    if (!ts.isClassLike(node) && !ts.isInterfaceDeclaration(node)) return null;
    for (const clause of node.heritageClauses ?? []) {
      if (ts.isClassLike(node) && clause.token !== ts.SyntaxKind.ExtendsKeyword) continue;
      for (const { expression } of clause.types) {
        const base = ts.isInterfaceDeclaration(node)
          ? ts.isIdentifier(expression) && entityOrigin(expression, module, 'types', this)
          : this.ofExpression(expression, module);
        const origin = base && instanceOrigin(base, this);
        if (origin) return origin;
      }
    }
    return null;
  }

  result(origin: Origin): Origin | null {
    if (origin.kind === 'package') return { ...origin, path: [...origin.path, '()'] };
    if (origin.kind === 'module') return null;
    const { node, module } = origin;
    if (ts.isClassLike(node)) return { ...origin, instance: true };
    if (!ts.isFunctionLike(node)) return null;
    const annotated = node.type && this.ofType(node.type, module);
    if (annotated) return annotated;
    const body = (node as ts.FunctionLikeDeclaration).body; // signatures have none
    if (body === undefined) return null;
    if (!ts.isBlock(body)) return this.ofExpression(body, module);
    return this.ofReturns(body, module);
  }

  private ofReturns(body: ts.Node, module: SourceModule): Origin | null {
    const find = (node: ts.Node): Origin | undefined => {
      if (ts.isFunctionLike(node)) return undefined;
      if (ts.isReturnStatement(node) && node.expression) return this.ofExpression(node.expression, module) ?? undefined;
      return ts.forEachChild(node, find);
    };
    return ts.forEachChild(body, find) ?? null;
  }
}

function madeBy(
  origin: Origin | null,
  node: ts.CallExpression | ts.NewExpression,
  module: SourceModule,
): Origin | null {
  return origin?.kind === 'package' && origin.made === undefined ? { ...origin, made: { node, module } } : origin;
}

function isRequire(node: ts.Expression): boolean {
  return isNamed(node, 'require');
}

function isNamed(node: ts.Expression, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}

/** Objects that are there without an import and have a database in them. */
function globalOf(node: ts.Identifier): Origin | null {
  return node.text === 'Bun' ? { kind: 'package', package: 'bun', path: [] } : null;
}
