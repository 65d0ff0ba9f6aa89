import { ts } from 'ts-morph';
import { evaluate } from '../value/evaluate.js';
import { literalRuns } from '../value/literal-runs.js';
import { originOf } from '../value/origin.js';
import { findWithin } from '../value/walk.js';
import type { Scope, UnknownValue, Value } from '../value/value.js';
import { boundValues } from './bound.js';
import { drizzleName } from './drizzle-name.js';
import { helperParts, type Reading } from './helper-parts.js';
import { type Invocation, isEmptyFragment, roleOfCallee } from './known-callee.js';
import type { Dialect, Library, Role } from './library.js';
import { holeAt, parameterAt, partsOfPieces, type Part } from './parts.js';
import { rewritePlaceholders } from './placeholders.js';
import { memberClosure } from './members-of-object.js';

/** Reads what is handed to a caller as SQL, in one world; one reader for one module. */
export class SqlReader implements Reading {
  /** Templates that became part of another statement: they are none of their own. */
  readonly consumed = new Set<ts.Node>();

  /**
   * The SQL of an argument; null where it is no SQL (a callback, a number, nothing).
   * @param values - what the call hands over for the placeholders.
   */
  readText(
    node: ts.Expression,
    scope: Scope,
    dialect: Dialect,
    values: ts.Expression | null,
    library: Library | null,
  ): readonly Part[] | null {
    return this.partsOfText(evaluate(node, scope), node, scope, dialect, values, library);
  }

  private partsOfText(
    value: Value,
    node: ts.Expression,
    scope: Scope,
    dialect: Dialect,
    values: ts.Expression | null,
    library: Library | null,
  ): readonly Part[] | null {
    switch (value.kind) {
      case 'text': {
        const parts = value.pieces.flatMap((piece) =>
          piece.kind === 'run'
            ? partsOfPieces([piece])
            : (this.construct(piece.value, '', library) ?? partsOfPieces([piece])),
        );
        return rewritePlaceholders(parts, dialect, boundValues(values, node, scope, evaluate));
      }
      case 'object':
        return this.partsOfConfig(value, dialect, library);
      case 'unknown': {
        const made = this.construct(value, '', library);
        if (made !== null) return made;
        return isOtherQuery(value) ? null : [{ ...holeAt(node, scope.module, value), splice: true }];
      }
      case 'constant':
      case 'list':
      case 'function':
        return null;
    }
  }

  /** `{ text, values }`, `{ sql, bindings }`, `{ query, values }`. */
  private partsOfConfig(
    config: Extract<Value, { kind: 'object' }>,
    dialect: Dialect,
    library: Library | null,
  ): readonly Part[] | null {
    for (const name of ['text', 'sql', 'query']) {
      const member = memberClosure(config, name);
      if (member === null) continue;
      const values = memberClosure(config, 'values')?.expression ?? null;
      return this.readText(member.expression, member.scope, dialect, values, library);
    }
    return null;
  }

  /** A template with what its library makes of the substitutions. */
  readTemplate(node: ts.TaggedTemplateExpression, scope: Scope, library: Library | null): readonly Part[] {
    const { template } = node;
    const parts: Part[] = [];
    const literal = (each: Parameters<typeof literalRuns>[0]): void => {
      parts.push(...partsOfPieces(literalRuns(each, scope.module)));
    };
    if (ts.isNoSubstitutionTemplateLiteral(template)) {
      literal(template);
      return parts;
    }
    literal(template.head);
    for (const span of template.templateSpans) {
      parts.push(...this.substitution(span.expression, scope, library, before(parts)));
      literal(span.literal);
    }
    return parts;
  }

  /** What a library puts in the place of a substitution: a fragment's SQL, or a parameter. */
  substitution(node: ts.Expression, scope: Scope, library: Library | null, sqlBefore: string): readonly Part[] {
    return this.substitute(evaluate(node, scope), node, scope, library, sqlBefore);
  }

  private substitute(
    value: Value,
    node: ts.Expression,
    scope: Scope,
    library: Library | null,
    sqlBefore: string,
  ): readonly Part[] {
    if (value.kind === 'unknown') {
      return this.construct(value, sqlBefore, library) ?? [this.dynamic(value, node, scope, library)];
    }
    if (value.kind === 'list' && library?.arrays !== undefined)
      return this.array(value.items, node, scope, library, sqlBefore);
    // `${condition && sql`…`}`: nothing where the condition does not hold.
    if (value.kind === 'constant' && isSwitchedOff(value.value, node)) return [];
    return [parameterAt(node, scope.module)];
  }

  private array(
    items: readonly Value[],
    node: ts.Expression,
    scope: Scope,
    library: Library,
    sqlBefore: string,
  ): readonly Part[] {
    const parts = items.map((item) => this.substitute(item, node, scope, library, sqlBefore));
    if (library.arrays === 'fragments') {
      return parts.some((each) => each.some(({ kind }) => kind === 'text'))
        ? parts.flatMap((each, index) => (index === 0 ? each : [glue(' ', node, scope), ...each]))
        : [parameterAt(node, scope.module)];
    }
    const listed = parts.flatMap((each, index) => (index === 0 ? each : [glue(', ', node, scope), ...each]));
    return [glue('(', node, scope), ...listed, glue(')', node, scope)];
  }

  /** What is not known: SQL where its type or its code says so, and a value everywhere else. */
  private dynamic(value: UnknownValue, node: ts.Expression, scope: Scope, library: Library | null): Part {
    const name =
      library?.caller === 'drizzle' ? (drizzleName(node, scope) ?? drizzleName(value.node, value.scope)) : null;
    if (name !== null) return { ...glue(name, node, scope) };
    if (value.why === 'built by code' && value.node !== node && holdsTag(value.node))
      return holeAt(node, scope.module, value);
    if (isFragment(value, library)) return holeAt(node, scope.module, value);
    if (holdsTag(value.node)) return holeAt(node, scope.module, value, 'built by code');
    return parameterAt(node, scope.module);
  }

  /** What a library's own tag, helper or query object makes; null where it is none of them. */
  private construct(value: UnknownValue, sqlBefore: string, library: Library | null): readonly Part[] | null {
    const { node, scope } = value;
    if (!isInvocation(node)) return isEmptyFragment(node, scope) ? [] : null;
    const known = roleOfCallee(node, scope, library);
    if (known === null) return ts.isTaggedTemplateExpression(node) ? this.namedTag(node, scope, library) : null;
    const { role } = known;
    if (ts.isTaggedTemplateExpression(node)) {
      return role.kind === 'tag' || role.kind === 'sending tag' ? this.readNested(node, scope, known.library) : null;
    }
    return this.made(node, scope, role, known.library, sqlBefore);
  }

  private made(
    node: ts.CallExpression | ts.NewExpression,
    scope: Scope,
    role: Role,
    library: Library,
    sqlBefore: string,
  ): readonly Part[] | null {
    switch (role.kind) {
      case 'sending tag':
      case 'tag':
        // `sql('players')`, `sql(rows, 'id')`, and `SQL('…')` of nobody.
        return library.caller === 'postgres'
          ? helperParts(this, node, scope, { kind: 'rows' }, library, sqlBefore)
          : null;
      case 'sends': {
        // `sql.unsafe(text)` within a template, `knex.raw` within another.
        const [first, values] = node.arguments ?? [];
        if (first === undefined || ts.isNewExpression(node)) return null;
        return library.caller === 'postgres' || library.caller === 'knex'
          ? this.readText(first, scope, role.dialect, values ?? null, library)
          : null;
      }
      case 'sends receiver':
      case 'sends file':
      case 'calls routine':
        return null;
      default:
        return helperParts(this, node, scope, role, library, sqlBefore);
    }
  }

  /** A tag that nobody knows inside of a template with the same tag. */
  private namedTag(node: ts.TaggedTemplateExpression, scope: Scope, library: Library | null): readonly Part[] | null {
    const isSql = /(?:^|\.)(?:sql|SQL)(?:$|\.)/u.test(node.tag.getText(scope.module.source));
    const origin = originOf(node.tag, scope.module, scope.graph);
    return isSql && origin === null ? this.readNested(node, scope, library) : null;
  }

  private readNested(node: ts.TaggedTemplateExpression, scope: Scope, library: Library | null): readonly Part[] {
    this.consumed.add(node);
    return this.readTemplate(node, scope, library);
  }
}

function isInvocation(node: ts.Node): node is Invocation {
  return ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node);
}

/** `new Cursor(…)` and other query objects: they are callers of their own. */
function isOtherQuery({ node, scope }: UnknownValue): boolean {
  return ts.isNewExpression(node) || (isInvocation(node) && roleOfCallee(node, scope)?.role.kind === 'sends');
}

function isSwitchedOff(value: unknown, node: ts.Expression): boolean {
  if (value !== false && value !== undefined && value !== null && value !== '') return false;
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
}

function isFragment({ node, scope }: UnknownValue, library: Library | null): boolean {
  const origin = originOf(node, scope.module, scope.graph);
  if (origin?.kind !== 'package' || library === null || !library.packages.test(origin.package)) return false;
  const path = origin.path.join('.');
  if (library.fragments?.test(path)) return true;
  return library.roles.some(([pattern, { kind }]) => {
    if (kind !== 'tag' && kind !== 'sending tag') return false;
    return path.endsWith('.()') && pattern.test(path.slice(0, -'.()'.length).replace(/^default\./u, ''));
  });
}

/** Whether SQL is put together somewhere in an expression. */
function holdsTag(node: ts.Node): boolean {
  return findWithin(node, (inner) => ts.isTaggedTemplateExpression(inner) || null) ?? false;
}

function glue(text: string, node: ts.Expression, scope: Scope): Part {
  return { kind: 'text', text, module: scope.module, offset: node.getStart(scope.module.source), fixed: true };
}

/** The SQL in front of a substitution, as much as tells where it stands. */
function before(parts: readonly Part[]): string {
  return parts
    .slice(-8)
    .map((part) => (part.kind === 'text' ? part.text : part.kind === 'parameter' ? '$1' : '…'))
    .join('');
}
