import { ts } from 'ts-morph';
import { declarationOf } from './declaration.js';
import { holds, truthOf } from './conditions.js';
import { changedIdentifier, mutationsWithin, type Mutation } from './mutations.js';
import { applyMutation } from './apply-mutation.js';
import { isClean } from './text.js';
import { clausesOf, endsItsBlock } from './statements.js';
import type { Evaluate, Scope, Value } from './value.js';

/** A loop over more items than these is not followed item by item. */
const MAX_ROUNDS = 50;

/**
 * What a variable holds where it is used: its changes are followed from its declaration through the statements between.
 * @returns null where nothing changes it after its declaration.
 */
export function valueAtUse(
  variable: ts.VariableDeclaration,
  use: ts.Node,
  scope: Scope,
  evaluate: Evaluate,
): Value | null {
  if (!ts.isIdentifier(variable.name)) return null;
  const name = variable.name.text;
  const container = containerOf(variable);
  const isIts = (mutation: Mutation): boolean => {
    const root = changedIdentifier(mutation);
    const declaration = root && declarationOf(root, scope.module, scope.graph);
    return declaration?.kind === 'declared' && declaration.node === variable;
  };
  const mutations = mutationsWithin(container, name).filter(isIts);
  return mutations.length === 0 ? null : new Flow(variable, mutations, use, scope, evaluate).run(container);
}

function containerOf(variable: ts.VariableDeclaration): ts.Node {
  const list = variable.parent;
  if (!ts.isVariableDeclarationList(list)) return list;
  const holder = list.parent;
  if (ts.isVariableStatement(holder)) {
    const isVar = (list.flags & ts.NodeFlags.BlockScoped) === 0;
    return isVar ? functionAround(holder) : holder.parent;
  }
  return holder;
}

function functionAround(node: ts.Node): ts.Node {
  let at = node.parent;
  while (!ts.isSourceFile(at) && !ts.isFunctionLike(at)) at = at.parent;
  return at;
}

class Flow {
  private state: Value;
  private declared = false;
  private done = false;

  constructor(
    private readonly variable: ts.VariableDeclaration,
    private readonly mutations: readonly Mutation[],
    private readonly use: ts.Node,
    private scope: Scope,
    private readonly evaluate: Evaluate,
  ) {
    this.state = { kind: 'constant', value: undefined, node: variable, module: scope.module };
  }

  run(container: ts.Node): Value {
    this.children(container);
    return this.state;
  }

  private walk(node: ts.Node): void {
    if (this.done) return;
    if (node === this.use) this.done = true;
    else if (node === this.variable) this.declare();
    else if (this.concerns(node)) this.enter(node);
  }

  /** Whether anything of interest stands in a node: the declaration, the use, or a change. */
  private concerns(node: ts.Node): boolean {
    if (this.holdsUse(node)) return true;
    if (!this.declared) return contains(node, this.variable);
    return this.mutations.some((mutation) => contains(node, mutation));
  }

  private holdsUse(node: ts.Node): boolean {
    return contains(node, this.use);
  }

  private declare(): void {
    const { initializer } = this.variable;
    if (initializer !== undefined) {
      this.walk(initializer);
      if (this.done) return;
      this.state = this.evaluate(initializer, this.scope);
    }
    this.declared = true;
  }

  private enter(node: ts.Node): void {
    if (ts.isIfStatement(node)) this.branch(node.expression, node.thenStatement, node.elseStatement);
    else if (ts.isConditionalExpression(node)) this.branch(node.condition, node.whenTrue, node.whenFalse);
    else if (ts.isIterationStatement(node, false)) this.loop(node, node.statement);
    else if (ts.isSwitchStatement(node)) this.choose(node);
    else if (ts.isFunctionLike(node) && !this.holdsUse(node)) this.callback(node);
    else if (ts.isBinaryExpression(node) && isShortCircuit(node)) this.shortCircuit(node);
    else {
      this.children(node);
      if (!this.done && this.isMutation(node)) this.change(node);
    }
  }

  private children(node: ts.Node): void {
    ts.forEachChild(node, (child) => this.walk(child));
  }

  private isMutation(node: ts.Node): node is Mutation {
    return this.mutations.some((mutation) => mutation === node);
  }

  private change(node: Mutation): void {
    const bindings = new Map(this.scope.bindings).set(this.variable, this.state);
    this.state = applyMutation(node, this.state, { ...this.scope, bindings }, this.evaluate);
  }

  private branch(condition: ts.Expression, then: ts.Node, otherwise: ts.Node | undefined): void {
    this.walk(condition);
    if (this.done) return;
    if (this.holdsUse(then)) return this.walk(then);
    if (otherwise && this.holdsUse(otherwise)) return this.walk(otherwise);
    // A branch that leaves does not reach the use.
    if (endsItsBlock(then)) return otherwise && this.walk(otherwise);
    if (otherwise && endsItsBlock(otherwise)) return this.walk(then);
    if (holds(condition, this.scope, this.evaluate)) this.walk(then);
    else if (otherwise) this.walk(otherwise);
  }

  private shortCircuit(node: ts.BinaryExpression): void {
    this.walk(node.left);
    if (this.done) return;
    if (this.holdsUse(node.right)) return this.walk(node.right);
    const isAnd = node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
    if (holds(node.left, this.scope, this.evaluate) === isAnd) this.walk(node.right);
  }

  private choose(node: ts.SwitchStatement): void {
    this.walk(node.expression);
    for (const statement of clausesOf(node, this.scope, this.evaluate, (clause) => this.holdsUse(clause))) {
      this.walk(statement);
    }
  }

  private callback(node: ts.SignatureDeclaration): void {
    const body = (node as ts.FunctionLikeDeclaration).body; // a signature without a body changes nothing
    if (body !== undefined) this.round(() => this.walk(body));
  }

  private loop(node: ts.IterationStatement, body: ts.Statement): void {
    if (this.holdsUse(body)) {
      if (this.mutations.every((mutation) => !contains(body, mutation))) return this.walk(body);
      this.state = this.unknown();
      return this.walk(body);
    }
    const items = ts.isForOfStatement(node) ? this.itemsOf(node) : null;
    if (items === null) return this.round(() => this.walk(body));
    for (const [variable, value] of items) {
      const outer = this.scope;
      this.scope = { ...outer, bindings: new Map(outer.bindings).set(variable, value), frame: `${outer.frame}+` };
      this.walk(body);
      this.scope = outer;
    }
  }

  private itemsOf(node: ts.ForOfStatement): readonly (readonly [ts.Node, Value])[] | null {
    if (!ts.isVariableDeclarationList(node.initializer)) return null;
    const [variable] = node.initializer.declarations;
    const list = this.evaluate(node.expression, this.scope);
    if (variable === undefined || list.kind !== 'list' || !list.complete || list.items.length > MAX_ROUNDS) return null;
    return list.items.map((item) => [variable, item]);
  }

  /** A loop's body, taken once: what it adds is accepted if it is the same in each round. */
  private round(body: () => void): void {
    const before = this.state;
    const decisions = this.scope.world.decisions;
    body();
    const after = this.state;
    if (after === before) return;
    if (before.kind === 'list' && after.kind === 'list') this.state = { ...after, complete: false };
    else if (before.kind === 'text' && after.kind === 'text') {
      const added = after.pieces.slice(before.pieces.length);
      const straight = before.pieces.every((piece, index) => piece === after.pieces[index]);
      if (straight && isClean(added) && this.scope.world.decisions === decisions) return;
      const value = this.unknown();
      const { node, scope } = value;
      const hole = {
        kind: 'hole',
        expression: node,
        module: scope.module,
        value,
        sample: straight ? added : null,
      } as const;
      this.state = { kind: 'text', pieces: [...(straight ? before.pieces : []), hole] };
    } else this.state = truthOf(after) === null ? after : this.unknown();
  }

  private unknown(): Extract<Value, { kind: 'unknown' }> {
    // A variable's declaration has a name to show; a use is the variable itself.
    const node = ts.isIdentifier(this.use) ? this.use : (this.variable.name as ts.Identifier);
    return { kind: 'unknown', node, scope: this.scope, why: 'built by code' };
  }
}

function contains(node: ts.Node, inner: ts.Node): boolean {
  // Both are in one file: a use elsewhere is told as the end of the variable's file.
  return node.pos <= inner.pos && inner.end <= node.end;
}

function isShortCircuit(node: ts.BinaryExpression): boolean {
  const { kind } = node.operatorToken;
  return kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken;
}
