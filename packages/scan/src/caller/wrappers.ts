import { ts } from 'ts-morph';
import type { ModuleGraph, SourceModule } from '../module/source-module.js';
import { declarationOf } from '../value/declaration.js';
import { evaluate } from '../value/evaluate.js';
import type { Origin } from '../value/origin-kinds.js';
import { findWithin } from '../value/walk.js';
import { World } from '../value/world.js';
import type { Invocation } from './known-callee.js';
import type { Sending } from './sending.js';

/** A function of the consumer's that sends what it gets: which argument is the SQL, and which are the values. */
export interface Wrapper {
  readonly argument: number;
  /** Where the SQL is a property of the argument, its name. */
  readonly member: string | null;
  readonly values: number | null;
  readonly sending: Extract<Sending, { kind: 'text' }>;
}

type Recognise = (node: Invocation, module: SourceModule) => Sending | null;

/** Which functions of the consumer's hand their parameters on to a caller. */
export class Wrappers {
  private readonly known = new Map<ts.Node, Wrapper | null>();

  constructor(private readonly graph: ModuleGraph) {}

  /** Null for a function that does nothing of the kind. */
  wrapperOf(origin: Extract<Origin, { kind: 'declared' }>, recognise: Recognise): Wrapper | null {
    const { node, module } = origin;
    const known = this.known.get(node);
    if (known !== undefined) return known;
    // While it is looked into it is none: a function may call itself.
    this.known.set(node, null);
    const wrapper = ts.isFunctionLike(node) ? this.findIn(node, module, recognise) : null;
    this.known.set(node, wrapper);
    return wrapper;
  }

  private findIn(owner: ts.SignatureDeclaration, module: SourceModule, recognise: Recognise): Wrapper | null {
    const { body } = owner as ts.FunctionLikeDeclaration; // a signature has none
    if (body === undefined || owner.parameters.length === 0) return null;
    return findWithin(body, (node) => {
      if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return null;
      const sending = mentions(node, owner) ? recognise(node, module) : null;
      return sending?.kind === 'text' ? this.passing(sending, owner, module) : null;
    });
  }

  private passing(
    sending: Extract<Sending, { kind: 'text' }>,
    owner: ts.SignatureDeclaration,
    module: SourceModule,
  ): Wrapper | null {
    const text = this.parameterBehind(sending.text, module);
    if (text?.parameter.parent !== owner) return null;
    const values = sending.values && this.parameterBehind(sending.values, module);
    return {
      argument: owner.parameters.indexOf(text.parameter),
      member: text.member ?? sending.member,
      values: values?.parameter.parent === owner ? owner.parameters.indexOf(values.parameter) : null,
      sending: sending.values === null || values !== null ? sending : { ...sending, values: null },
    };
  }

  /** The parameter that an expression is, or is a property of; also where it is trimmed, or in `{ text, values }`. */
  parameterBehind(
    node: ts.Expression,
    module: SourceModule,
  ): { readonly parameter: ts.ParameterDeclaration; readonly member: string | null } | null {
    const { graph } = this;
    const scope = { module, graph, world: new World(), bindings: new Map(), frame: '', depth: 0 };
    let value = evaluate(node, scope);
    if (value.kind === 'object') {
      const member = value.members.get('text') ?? value.members.get('sql');
      if (member === undefined || 'kind' in member) return null;
      value = evaluate(member.expression, member.scope);
    }
    if (value.kind === 'text') {
      const [hole, ...others] = value.pieces;
      if (hole?.kind !== 'hole' || others.length > 0) return null;
      value = hole.value;
    }
    if (value.kind !== 'unknown') return null;
    return parameterOf(value.node, value.scope.module, graph);
  }
}

function parameterOf(
  node: ts.Expression,
  module: SourceModule,
  graph: ModuleGraph,
): { readonly parameter: ts.ParameterDeclaration; readonly member: string | null } | null {
  const access = ts.isPropertyAccessExpression(node) ? node : null;
  const name = access ? access.expression : node;
  if (!ts.isIdentifier(name)) return null;
  const declaration = declarationOf(name, module, graph);
  if (declaration?.kind !== 'declared') return null;
  const { node: declared } = declaration;
  if (ts.isParameter(declared)) {
    return declared.dotDotDotToken ? null : { parameter: declared, member: access?.name.text ?? null };
  }
  if (!ts.isBindingElement(declared) || access !== null || !ts.isParameter(declared.parent.parent)) return null;
  const key = declared.propertyName ?? declared.name;
  return ts.isIdentifier(key) ? { parameter: declared.parent.parent, member: key.text } : null;
}

/** Whether a name of the owner's parameters stands in a node: most calls have none. */
function mentions(node: ts.Node, owner: ts.SignatureDeclaration): boolean {
  const names = new Set<string>();
  const add = (name: ts.BindingName): void => {
    if (ts.isIdentifier(name)) names.add(name.text);
    else for (const element of name.elements) if (ts.isBindingElement(element)) add(element.name);
  };
  for (const { name } of owner.parameters) add(name);
  return findWithin(node, (inner) => (ts.isIdentifier(inner) && names.has(inner.text)) || null) ?? false;
}
