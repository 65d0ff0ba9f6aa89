import { ts } from 'ts-morph';
import type { SourceTree } from '../program/source-tree.js';
import { usesOf } from '../program/uses-of.js';
import { baseOf, hasStatic, parameterProperty } from './class-parts.js';
import type { ClassNode } from './following.js';
import { keyOf } from './patterns.js';
import { DEEPEST_LOOK, type Looking, type Thing } from './thing.js';

/** Finds the properties of things, those of classes in whatever extends or implements them too. */
export class ThingMembers {
  constructor(
    private readonly things: Looking & {
      readonly member: (thing: Thing, name: string, depth: number) => readonly Thing[];
    },
    private readonly tree: SourceTree,
  ) {}

  of(thing: Exclude<Thing, { kind: 'module' }>, name: string, depth: number): readonly Thing[] {
    switch (thing.kind) {
      case 'package':
        return [{ ...thing, name: `${thing.name}.${name}` }];
      case 'object':
        return this.propertyOf(thing.node, name, depth);
      case 'class':
        return this.ofClass(thing.node, name, true, depth);
      case 'instance':
        return this.ofInstance(thing.node, name, depth);
      case 'function':
        return name === 'bind' ? [thing] : [];
      case 'component':
        return [];
    }
  }

  propertyOf(object: ts.ObjectLiteralExpression, name: string, depth: number): readonly Thing[] {
    return object.properties.flatMap((property) => {
      if (ts.isSpreadAssignment(property)) {
        return this.things.of(property.expression, depth).flatMap((thing) => this.things.member(thing, name, depth));
      }
      return keyOf(property.name) === name ? this.propertyThing(property, depth) : [];
    });
  }

  propertyThing(property: ts.ObjectLiteralElementLike, depth: number): readonly Thing[] {
    if (ts.isPropertyAssignment(property)) return this.things.of(property.initializer, depth);
    if (ts.isShorthandPropertyAssignment(property)) return this.things.of(property.name, depth);
    return ts.isMethodDeclaration(property) ? [{ kind: 'function', node: property }] : [];
  }

  ofClass(node: ClassNode, name: string, isStatic: boolean, depth: number): readonly Thing[] {
    for (const member of node.members) {
      if (!member.name || keyOf(member.name) !== name || hasStatic(member) !== isStatic) continue;
      if (ts.isMethodDeclaration(member) && member.body) return [{ kind: 'function', node: member }];
      if (ts.isPropertyDeclaration(member)) {
        const found = member.initializer ? this.things.of(member.initializer, depth) : [];
        return found.length > 0 || !member.type ? found : this.things.typed(member.type, depth);
      }
    }
    if (!isStatic) {
      const parameter = parameterProperty(node, name);
      if (parameter) return this.things.parameter(parameter, depth);
    }
    if (depth > DEEPEST_LOOK) return [];
    const base = baseOf(node);
    const inherited = base ? this.things.of(base, depth + 1) : [];
    return inherited.flatMap((thing) =>
      thing.kind === 'class' ? this.ofClass(thing.node, name, isStatic, depth + 1) : [],
    );
  }

  ofInstance(
    node: ClassNode | ts.InterfaceDeclaration | ts.TypeLiteralNode,
    name: string,
    depth: number,
  ): readonly Thing[] {
    if (ts.isClassLike(node)) return [...this.ofClass(node, name, false, depth), ...this.overriding(node, name, depth)];
    for (const member of node.members) {
      if (member.name && keyOf(member.name) === name && ts.isPropertySignature(member) && member.type) {
        const typed = this.things.typed(member.type, depth);
        if (typed.length > 0) return typed;
      }
    }
    return ts.isInterfaceDeclaration(node) ? this.overriding(node, name, depth) : [];
  }

  /** The same member in classes that extend or implement, and in objects that are declared to be one. */
  private overriding(node: ClassNode | ts.InterfaceDeclaration, name: string, depth: number): readonly Thing[] {
    if (depth > DEEPEST_LOOK || !node.name) return [];
    return usesOf(node, this.tree).uses.flatMap(({ node: use }): readonly Thing[] => {
      const heritage = use.parent.parent;
      if (ts.isHeritageClause(heritage) && ts.isClassLike(heritage.parent)) {
        return this.ofClass(heritage.parent, name, false, depth + 1);
      }
      return ts.isInterfaceDeclaration(node) ? this.implementing(use, name, depth + 1) : [];
    });
  }

  /** `const players: PlayerStore = { … }`, `function open(): PlayerStore { return { … } }`. */
  private implementing(use: ts.Node, name: string, depth: number): readonly Thing[] {
    const owner = use.parent.parent;
    const objects: readonly Thing[] =
      ts.isVariableDeclaration(owner) && owner.initializer
        ? this.things.of(owner.initializer, depth)
        : ts.isFunctionLike(owner) && 'body' in owner
          ? this.things.answersOf(owner, depth)
          : [];
    return objects.flatMap((thing) => (thing.kind === 'object' ? this.propertyOf(thing.node, name, depth) : []));
  }
}
