import type { Blind, Caller, Statement } from '@rowpact/model';
import { ts } from 'ts-morph';
import type { FindContext, FindInModule, ModuleFindings, SourceModule } from '../module/source-module.js';
import { walkNodes } from '../value/walk.js';
import { inEveryWorld, type Worlds, World } from '../value/world.js';
import type { Scope } from '../value/value.js';
import { assemble, type Assembled, type Proof } from './assemble.js';
import { holesOf } from './draft.js';
import { Findings } from './findings.js';
import { guardsOf, isReached } from './guards.js';
import { type Invocation, roleOfCallee } from './known-callee.js';
import { isThere, missingFile } from './sent-file.js';
import { holeAt, parameterAt, textAt, type Part } from './parts.js';
import { knownText } from '../value/text.js';
import { evaluate } from '../value/evaluate.js';
import { memberClosure } from './members-of-object.js';
import { Recogniser } from './recognise.js';
import type { Sending } from './sending.js';
import { callOf, literalIn } from './sent-text.js';
import { SqlReader } from './sql-reader.js';
import { takerOf, typeableCall } from './typeable-call.js';
import { Wrappers } from './wrappers.js';

/** Finds the SQL that a module hands to a database, however it is put together. */
export const findCalls: FindInModule = (module, context) => new CallFinder(module, context).find();

class CallFinder {
  private readonly wrappers: Wrappers;
  private readonly recogniser: Recogniser;
  private readonly reader = new SqlReader();
  private readonly findings = new Findings();

  constructor(
    private readonly module: SourceModule,
    private readonly context: FindContext,
  ) {
    this.wrappers = new Wrappers(context.graph);
    this.recogniser = new Recogniser(context, this.wrappers);
  }

  find(): ModuleFindings {
    walkNodes(this.module.source, (node) => {
      if (isInvocation(node)) this.look(node);
      else if (ts.isVariableStatement(node)) this.lookAtExports(node);
      return true;
    });
    return this.findings.without(this.reader.consumed);
  }

  private look(node: Invocation): void {
    const sending = this.recogniser.recognise(node, this.module);
    if (sending === null || (sending.kind === 'text' && isPartOfBuilder(node, sending))) return;
    if (sending.kind !== 'file') this.lookAt(node, sending);
    else if (!isThere(sending, this.module, this.context.graph))
      this.findings.addBlind(missingFile(sending, this.module));
  }

  /** A query that is exported for others to send. */
  private lookAtExports(statement: ts.VariableStatement): void {
    if (!statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return;
    for (const { initializer } of statement.declarationList.declarations) {
      if (initializer === undefined || !ts.isTaggedTemplateExpression(initializer)) continue;
      const known = roleOfCallee(initializer, this.scopeOf(new World()));
      if (known?.role.kind !== 'tag') continue;
      const { library } = known;
      this.lookAt(initializer, {
        kind: 'template',
        caller: library.caller,
        library,
        template: initializer,
        certain: true,
      });
    }
  }

  private lookAt(node: ts.Node, sending: Exclude<Sending, { kind: 'file' }>): void {
    const { results, complete } = this.readEveryWay(node, sending);
    const found = results.flatMap((parts) =>
      parts === null ? [] : [assemble(parts, sending.caller, proofOf(sending))],
    );
    if (sending.kind === 'text') this.noteTexts(node, sending, found);
    this.noteCall(node, sending, found, complete);
    const statements = found.flatMap((each) => each.statements);
    const blinds = found.flatMap((each) => each.blinds);
    if (!complete) return this.addTooMany(statements, blinds);
    if (this.isPassedOn(sending, results)) return;
    this.findings.add(node, statements, blinds);
  }

  /** @param found in the text, in each world that it was read in */
  private noteTexts(node: ts.Node, sending: Extract<Sending, { kind: 'text' }>, found: readonly Assembled[]): void {
    if (!ts.isCallExpression(node) || sending.dialect !== 'plain' || !SENDS_LITERALS.has(sending.caller)) return;
    const worlds = inEveryWorld((world) => literalIn(sending, this.scopeOf(world)));
    const literals = new Set(worlds.results.filter((text) => text !== null));
    if (literals.size === 0) return;
    const call = callOf(node, sending, this.scopeOf(new World()));
    const assembled = (text: string): Assembled =>
      (literals.size === 1 && found.length === 1 ? found[0] : undefined) ??
      assemble([textAt(text, sending.text, this.module)], sending.caller, proofOf(sending));
    this.findings.addTexts(
      [...literals].map((text) => {
        const { statements, blinds } = assembled(text);
        const [only, ...others] = statements;
        const statement = only !== undefined && others.length === 0 && blinds.length === 0 ? only.text : null;
        return { text, caller: sending.caller, statement, ...call };
      }),
    );
  }

  private noteCall(
    node: ts.Node,
    sending: Exclude<Sending, { kind: 'file' }>,
    found: readonly Assembled[],
    complete: boolean,
  ): void {
    const scope = this.scopeOf(new World());
    const taker = takerOf(node, sending, scope);
    // Of a fragment nothing is found.
    if (taker === null || found.every(({ statements, blinds }) => statements.length + blinds.length === 0)) return;
    this.findings.addCall(node, typeableCall(taker, sending.caller, found, complete, scope));
  }

  /** What is not known at first may be known behind a condition that it has passed. */
  private readEveryWay(node: ts.Node, sending: Exclude<Sending, { kind: 'file' }>): Worlds<readonly Part[] | null> {
    const all = inEveryWorld((world) => this.read(sending, world));
    const guards = guardsOf(node, holesOf(all.results.flatMap((parts) => parts ?? [])));
    if (guards.length === 0) return all;
    const reached = inEveryWorld((world) =>
      isReached(guards, this.scopeOf(world)) ? this.read(sending, world) : null,
    );
    // Conditions that seem to shut every way out were not understood.
    return reached.results.some((parts) => parts !== null) ? reached : all;
  }

  private scopeOf(world: World): Scope {
    const { module } = this;
    return { module, graph: this.context.graph, world, bindings: new Map(), frame: '', depth: 0 };
  }

  private read(sending: Exclude<Sending, { kind: 'file' }>, world: World): readonly Part[] | null {
    const scope = this.scopeOf(world);
    switch (sending.kind) {
      case 'template':
        return this.reader.readTemplate(sending.template, scope, sending.library);
      case 'text':
        return this.readText(sending, scope);
      case 'routine':
        return routine(sending, scope);
    }
  }

  private readText(sending: Extract<Sending, { kind: 'text' }>, scope: Scope): readonly Part[] | null {
    const { text, dialect, values, library, member } = sending;
    if (member === null) return this.reader.readText(text, scope, dialect, valuesIn(sending, scope), library);
    const config = evaluate(text, scope);
    const inner = config.kind === 'object' ? memberClosure(config, member) : null;
    if (inner !== null) return this.reader.readText(inner.expression, inner.scope, dialect, values, library);
    return config.kind === 'unknown' ? [{ ...holeAt(text, scope.module, config), splice: true }] : null;
  }

  /** A parameter that goes straight on: the calls of its function are the places where the SQL is. */
  private isPassedOn(sending: Sending, results: readonly (readonly Part[] | null)[]): boolean {
    if (sending.kind !== 'text') return false;
    const isWhole = results.every((parts) => parts?.length === 1 && parts[0]?.kind === 'hole');
    return isWhole && this.wrappers.parameterBehind(sending.text, this.module) !== null;
  }

  private addTooMany(statements: readonly Statement[], blinds: readonly Blind[]): void {
    const first = statements[0] ?? blinds[0];
    if (first === undefined) return;
    const attempts = 'attempts' in first ? first.attempts : [{ text: first.text, origins: first.origins }];
    const { place, caller, text } = first;
    const detail = 'the text has more than 64 branches';
    this.findings.addBlind({ place, caller, reason: 'too many branches', detail, text, attempts });
  }
}

/** Drivers and functions to which a text goes as it is; what builders and tags make of theirs no literal has. */
const SENDS_LITERALS: ReadonlySet<Caller> = new Set(['pg', 'postgres', 'named caller', 'typeorm', '@databases/pg']);

function isInvocation(node: ts.Node): node is Invocation {
  return ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node);
}

function proofOf(sending: Exclude<Sending, { kind: 'file' }>): Proof {
  if (sending.kind === 'routine') return 'certain';
  if (!sending.certain) return 'unmistakable only';
  const takesFragments =
    sending.caller === 'knex' || (sending.kind === 'template' && sending.caller !== 'named caller');
  return takesFragments ? 'statements only' : 'certain';
}

/** `knex('players').select(knex.raw('count(*)'))`: a part of another query. */
function isPartOfBuilder(node: Invocation, sending: Extract<Sending, { kind: 'text' }>): boolean {
  if (sending.caller !== 'knex' && sending.caller !== 'postgres') return false;
  let at: ts.Node = node;
  while (ts.isParenthesizedExpression(at.parent) || ts.isAsExpression(at.parent)) at = at.parent;
  const { parent } = at;
  if (ts.isTemplateSpan(parent)) return true;
  if (!ts.isCallExpression(parent) || parent.expression === at) return false;
  return ts.isPropertyAccessExpression(parent.expression) && parent.expression.name.text !== 'push';
}

/** Of Sequelize the values are in the options. */
function valuesIn(sending: Extract<Sending, { kind: 'text' }>, scope: Scope): ts.Expression | null {
  if (sending.dialect !== 'sequelize' || sending.values === null) return sending.values;
  const options = evaluate(sending.values, scope);
  if (options.kind !== 'object') return sending.values;
  return (memberClosure(options, 'replacements') ?? memberClosure(options, 'bind'))?.expression ?? null;
}

function routine({ name, values, verb }: Extract<Sending, { kind: 'routine' }>, scope: Scope): readonly Part[] {
  const value = evaluate(name, scope);
  const known = knownText(value);
  const given = values === null ? null : evaluate(values, scope);
  const count = given === null ? 0 : given.kind === 'list' ? given.items.length : 1;
  const text = (sql: string): Part => textAt(sql, name, scope.module);
  const list = Array.from({ length: count }, (_, index) => [
    ...(index === 0 ? [] : [text(', ')]),
    parameterAt(name, scope.module),
  ]);
  const called = known === null ? holeAt(name, scope.module, value.kind === 'unknown' ? value : null) : text(known);
  return [text(`${verb} `), called, text('('), ...list.flat(), text(')')];
}
