import { ts } from 'ts-morph';
import type { SourceModule } from '../module/source-module.js';
import type { SourceTree } from '../program/source-tree.js';
import { declarationOf, exportOf, typeDeclarationOf, type Declaration } from '../value/declaration.js';
import { callsOf, returnsOf } from './calls-of.js';
import type { Frame } from './carried.js';
import type { FunctionNode } from './following.js';
import { WRAPPING } from './method-tables.js';
import { keyOf } from './patterns.js';
import { DEEPEST_LOOK, instanceOf, type Looking, type Thing } from './thing.js';
import { ThingMembers } from './thing-members.js';

/** Finds out what expressions are: which functions a call can reach. */
export class Things implements Looking {
  private readonly members: ThingMembers;

  constructor(
    private readonly tree: SourceTree,
    private readonly frames: readonly Frame[],
  ) {
    this.members = new ThingMembers(this, tree);
  }

  of(node: ts.Node, depth = 0): readonly Thing[] {
    if (depth > DEEPEST_LOOK) return [];
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
    if (depth > DEEPEST_LOOK) return [];
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
    return thing.kind === 'module'
      ? this.named(exportOf(thing.module, name, this.tree), depth)
      : this.members.of(thing, name, depth);
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
  parameter(node: ts.ParameterDeclaration, depth: number): readonly Thing[] {
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
      thing.kind === 'object'
        ? thing.node.properties.flatMap((property) => this.members.propertyThing(property, depth))
        : [],
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

  answersOf(node: FunctionNode, depth: number): readonly Thing[] {
    if (!node.body) return node.type ? this.typed(node.type, depth) : [];
    if (!ts.isBlock(node.body)) return this.of(node.body, depth);
    const answers = returnsOf(node.body).flatMap((each) => this.of(each, depth));
    return answers.length > 0 || !node.type ? answers : this.typed(node.type, depth);
  }
}
