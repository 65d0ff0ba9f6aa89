import { ts } from 'ts-morph';
import type { FindContext, NamedCallerName, SourceModule } from '../module/source-module.js';
import { textOfGeneratedSql } from '../value/generated-sql.js';
import { originOf } from '../value/origin.js';
import type { Origin } from '../value/origin-kinds.js';
import { callByName, tagByName } from './by-name.js';
import { OTHER_DATABASES } from './libraries.js';
import { calleeOf, type Invocation } from './known-callee.js';
import { type KnownRole, knownRole } from './known-calls.js';
import type { Sending } from './sending.js';
import type { Wrapper, Wrappers } from './wrappers.js';

/** Tells which calls, constructors and tags send SQL. */
export class Recogniser {
  constructor(
    private readonly context: FindContext,
    private readonly wrappers: Wrappers,
  ) {}

  /** What a call sends; null where it sends no SQL. */
  recognise(node: Invocation, module: SourceModule): Sending | null {
    return byGeneratedSql(node, module) ?? this.byContract(node) ?? this.byOrigin(node, module);
  }

  private byContract(node: Invocation): Sending | null {
    if (this.context.callers.length === 0) return null;
    const callee = calleeOf(node);
    const found = this.context.callers.find((caller) => isNamed(callee, caller));
    if (found === undefined) return null;
    const known = { caller: 'named caller', library: null, certain: true } as const;
    if (ts.isTaggedTemplateExpression(node)) return { kind: 'template', template: node, ...known };
    const text = node.arguments?.[found.argument];
    if (text === undefined) return null;
    return { kind: 'text', text, member: null, values: null, dialect: 'plain', ...known };
  }

  private byOrigin(node: Invocation, module: SourceModule): Sending | null {
    const callee = calleeOf(node);
    if (!canSend(node, callee)) return null;
    const origin = originOf(callee, module, this.context.graph);
    if (origin?.kind === 'package') {
      const known = knownRole(origin);
      if (known === 'for another database') return null;
      if (known !== null) return this.ofRole(node, known);
      return isForeign(origin) ? null : this.byName(node, callee);
    }
    if (origin?.kind === 'declared') {
      const wrapper = this.wrappers.wrapperOf(origin, (inner, where) => this.recognise(inner, where));
      if (wrapper !== null) return ts.isTaggedTemplateExpression(node) ? null : ofWrapper(node, wrapper);
      return isOwnTag(node, origin) ? null : this.byName(node, callee);
    }
    return origin === null && !this.hasForeignReceiver(callee, module) ? this.byName(node, callee) : null;
  }

  /** Of a method that cannot be found the object may still say that it is no database. */
  private hasForeignReceiver(callee: ts.Expression, module: SourceModule): boolean {
    if (!ts.isPropertyAccessExpression(callee)) return false;
    const origin = originOf(callee.expression, module, this.context.graph);
    return origin?.kind === 'package' && isForeign(origin);
  }

  private ofRole(node: Invocation, { library, role }: KnownRole): Sending | null {
    const { caller } = library;
    const known = { caller, library, certain: true } as const;
    if (ts.isTaggedTemplateExpression(node)) {
      return role.kind === 'sending tag' ? { kind: 'template', template: node, ...known } : null;
    }
    const [first, second] = node.arguments ?? [];
    switch (role.kind) {
      case 'sends': {
        const text = node.arguments?.[role.argument];
        if (text === undefined) return null;
        return { kind: 'text', text, member: null, values: second ?? null, dialect: role.dialect, ...known };
      }
      case 'sends receiver': {
        const { expression } = node;
        if (!ts.isPropertyAccessExpression(expression)) return null;
        return { kind: 'text', text: expression.expression, member: null, values: null, dialect: 'plain', ...known };
      }
      case 'sends file':
        return first === undefined ? null : { kind: 'file', caller, library, name: first };
      case 'calls routine':
        if (first === undefined) return null;
        return { kind: 'routine', caller, library, name: first, values: second ?? null, verb: role.verb };
      case 'sending tag':
        // `prisma.$queryRaw(Prisma.sql`…`)`; postgres' `sql('players')` is a helper.
        if (caller !== 'prisma' || first === undefined) return null;
        return { kind: 'text', text: first, member: null, values: null, dialect: 'plain', ...known };
      default:
        return null;
    }
  }

  private byName(node: Invocation, callee: ts.Expression): Sending | null {
    if (ts.isTaggedTemplateExpression(node)) {
      const tag = tagByName(callee);
      return tag && { kind: 'template', caller: tag.caller, library: tag.library, template: node, certain: false };
    }
    const call = ts.isCallExpression(node) ? callByName(callee) : null;
    const [text, values] = node.arguments ?? [];
    if (call === null || text === undefined) return null;
    return { kind: 'text', ...call, text, member: null, values: values ?? null, certain: false };
  }
}

/** `sql('…')` of a generated module: whoever gets the text, it is a statement. */
function byGeneratedSql(node: Invocation, module: SourceModule): Sending | null {
  const text = textOfGeneratedSql(node, module);
  if (text === null) return null;
  const known = { caller: 'named caller', library: null, certain: true } as const;
  return { kind: 'text', text, member: null, values: null, dialect: 'plain', ...known };
}

function ofWrapper(node: ts.CallExpression | ts.NewExpression, wrapper: Wrapper): Sending | null {
  const text = node.arguments?.[wrapper.argument];
  if (text === undefined) return null;
  const values = wrapper.values === null ? null : (node.arguments?.[wrapper.values] ?? null);
  return { ...wrapper.sending, text, member: wrapper.member, values };
}

function isForeign(origin: Extract<Origin, { kind: 'package' }>): boolean {
  return OTHER_DATABASES.test(origin.package);
}

/** A tag that the consumer wrote is what its code says, whatever its name. */
function isOwnTag(node: Invocation, origin: Extract<Origin, { kind: 'declared' }>): boolean {
  return ts.isTaggedTemplateExpression(node) && ts.isFunctionLike(origin.node);
}

/** Calls that no SQL can go through: they are most of all. */
function canSend(node: Invocation, callee: ts.Expression): boolean {
  if (!ts.isTaggedTemplateExpression(node)) {
    const [first] = node.arguments ?? [];
    if (ts.isPropertyAccessExpression(callee) && callee.name.text === 'execute') return true;
    if (first === undefined || ts.isFunctionLike(first) || ts.isNumericLiteral(first)) return false;
  }
  if (ts.isPropertyAccessExpression(callee)) return !NEVER.has(callee.name.text);
  return ts.isIdentifier(callee) || ts.isCallExpression(callee) || ts.isParenthesizedExpression(callee);
}

/** Methods of the language and of test and log libraries. */
const NEVER = new Set(
  (
    'push filter forEach join split slice trim then catch finally includes indexOf startsWith endsWith replace replaceAll ' +
    'toString log error warn info debug json status reduce stringify parse expect toBe toEqual describe it test ' +
    'addEventListener removeEventListener querySelector querySelectorAll getElementById padStart padEnd concat'
  ).split(' '),
);

function isNamed(callee: ts.Expression, caller: NamedCallerName): boolean {
  if (ts.isIdentifier(callee)) return caller.object === null && callee.text === caller.name;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== caller.name) return false;
  if (caller.object === null) return true;
  const object = callee.expression;
  if (ts.isIdentifier(object)) return object.text === caller.object;
  return ts.isPropertyAccessExpression(object) && object.name.text === caller.object;
}
