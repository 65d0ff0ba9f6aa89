import { ts } from 'ts-morph';
import { assign, bind } from './assignments.js';
import { applyOneOf, applyPerhaps } from './choices.js';
import { isSettled, truth } from './expressions.js';
import { initialValue } from './look-up.js';
import type { Change } from './journal.js';
import type { Machine } from './machine.js';
import { ClassThing, FunctionThing, type Frame } from './things.js';
import { isUnknown, unknownAt } from './unknown.js';

/** Elements of a known array for which a loop's body is run one by one. */
const MAX_ROUNDS = 50;

/** Runs statements one after the other; answers whether they end what they stand in (`return`, `throw`, `continue`). */
export function run(statements: readonly ts.Statement[], frame: Frame, machine: Machine): boolean {
  for (const statement of statements) hoist(statement, frame, machine);
  for (const statement of statements) if (runOne(statement, frame, machine)) return true;
  return false;
}

function hoist(statement: ts.Statement, frame: Frame, machine: Machine): void {
  if (ts.isFunctionDeclaration(statement) && statement.body) {
    const thing = new FunctionThing(statement, frame, undefined);
    frame.bindings.set(statement, thing);
    if (frame.module === machine.module && !machine.functions.has(statement)) machine.functions.set(statement, thing);
  } else if (ts.isClassDeclaration(statement)) {
    const thing = new ClassThing(statement, frame);
    frame.bindings.set(statement, thing);
    if (frame.module === machine.module) machine.classes.set(statement, thing);
  }
}

function runOne(statement: ts.Statement, frame: Frame, machine: Machine): boolean {
  if (ts.isVariableStatement(statement)) declareAll(statement.declarationList, frame, machine);
  else if (ts.isExpressionStatement(statement)) machine.evaluate(statement.expression, frame);
  else if (ts.isReturnStatement(statement)) {
    frame.returns.push(statement.expression ? machine.evaluate(statement.expression, frame) : undefined);
    return true;
  } else if (ts.isThrowStatement(statement)) {
    machine.evaluate(statement.expression, frame);
    return true;
  } else if (ts.isBreakOrContinueStatement(statement)) return true;
  else if (ts.isBlock(statement)) return machine.run(statement.statements, frame);
  else if (ts.isIfStatement(statement)) return runIf(statement, frame, machine);
  else if (ts.isIterationStatement(statement, false)) runLoop(statement, frame, machine);
  else if (ts.isSwitchStatement(statement)) runSwitch(statement, frame, machine);
  else if (ts.isTryStatement(statement)) return runTry(statement, frame, machine);
  else if (ts.isLabeledStatement(statement)) return runOne(statement.statement, frame, machine);
  else if (ts.isExportAssignment(statement)) machine.evaluate(statement.expression, frame);
  else if (ts.isModuleDeclaration(statement) && statement.body && ts.isModuleBlock(statement.body)) {
    machine.run(statement.body.statements, frame);
  }
  return false;
}

function declareAll(list: ts.VariableDeclarationList, frame: Frame, machine: Machine): void {
  for (const declaration of list.declarations) {
    if (frame.bindings.has(declaration) && frame.owner === null) continue;
    const mark = machine.literals.length;
    bind(declaration, initialValue(declaration, frame, machine), frame, machine);
    machine.literalsOfName.set(declaration, machine.literals.slice(mark));
  }
}

function runIf(statement: ts.IfStatement, frame: Frame, machine: Machine): boolean {
  const known = truth(machine.evaluate(statement.expression, frame));
  const site = { node: statement, module: frame.module };
  const { thenStatement, elseStatement } = statement;
  if (known !== null && frame.owner !== null && machine.calls.length > 1 && isSettled(statement.expression)) {
    const taken = known ? thenStatement : elseStatement;
    return taken === undefined ? false : runOne(taken, frame, machine);
  }
  const first = machine.journal.try(() => runOne(thenStatement, frame, machine));
  const second = machine.journal.try(() => elseStatement !== undefined && runOne(elseStatement, frame, machine));
  if (first.result && second.result) return true;
  if (first.result) applyOneOf([second.changes], machine.journal, site);
  else if (second.result) applyOneOf([first.changes], machine.journal, site);
  else if (elseStatement === undefined) applyPerhaps(first.changes, machine, site);
  else applyOneOf([first.changes, second.changes], machine.journal, site);
  return false;
}

function runLoop(statement: ts.IterationStatement, frame: Frame, machine: Machine): void {
  const site = { node: statement, module: frame.module };
  if (ts.isForOfStatement(statement) || ts.isForInStatement(statement)) {
    const over = machine.evaluate(statement.expression, frame);
    const elements: readonly unknown[] =
      ts.isForOfStatement(statement) && Array.isArray(over) ? over.slice(0, MAX_ROUNDS) : [];
    for (const element of elements) {
      bindElement(statement.initializer, element, frame, machine);
      runOne(statement.statement, frame, machine);
    }
    if (elements.length > 0) return;
    const element = unknownAt({ node: statement.initializer, module: frame.module }, { from: 'an element of a loop' });
    const known = ts.isForOfStatement(statement) ? machine.memberOf(over, '0', site) : element;
    bindElement(statement.initializer, known === undefined || isUnknown(known) ? element : known, frame, machine);
  } else {
    if (ts.isForStatement(statement)) runForHead(statement, frame, machine);
    else if (ts.isWhileStatement(statement) || ts.isDoStatement(statement))
      machine.evaluate(statement.expression, frame);
  }
  const { changes } = machine.journal.try(() => runOne(statement.statement, frame, machine));
  applyPerhaps(changes, machine, site);
}

function runForHead(statement: ts.ForStatement, frame: Frame, machine: Machine): void {
  const { initializer, condition } = statement;
  if (initializer && ts.isVariableDeclarationList(initializer)) {
    // A counter has another value in each round.
    for (const declaration of initializer.declarations) {
      bind(
        declaration,
        unknownAt({ node: declaration, module: frame.module }, { from: 'a counter of a loop' }),
        frame,
        machine,
      );
    }
  } else if (initializer) machine.evaluate(initializer, frame); // no list: an expression
  if (condition) machine.evaluate(condition, frame);
}

function bindElement(initializer: ts.ForInitializer, element: unknown, frame: Frame, machine: Machine): void {
  if (!ts.isVariableDeclarationList(initializer)) {
    assign(initializer, element, frame, machine);
    return;
  }
  for (const declaration of initializer.declarations) bind(declaration, element, frame, machine);
}

function runSwitch(statement: ts.SwitchStatement, frame: Frame, machine: Machine): void {
  machine.evaluate(statement.expression, frame);
  const branches: (readonly Change[])[] = [];
  let hasDefault = false;
  for (const clause of statement.caseBlock.clauses) {
    if (ts.isCaseClause(clause)) machine.evaluate(clause.expression, frame);
    else hasDefault = true;
    if (clause.statements.length === 0) continue;
    const { changes, result } = machine.journal.try(() => machine.run(clause.statements, frame));
    const leaves = result && endsFunction(clause.statements);
    if (!leaves) branches.push(changes);
  }
  if (!hasDefault) branches.push([]);
  applyOneOf(branches, machine.journal, { node: statement, module: frame.module });
}

function endsFunction(statements: readonly ts.Statement[]): boolean {
  const last = statements.at(-1);
  if (last === undefined) return false;
  if (ts.isBlock(last)) return endsFunction(last.statements);
  return ts.isReturnStatement(last) || ts.isThrowStatement(last);
}

function runTry(statement: ts.TryStatement, frame: Frame, machine: Machine): boolean {
  const site = { node: statement, module: frame.module };
  const ended = machine.run(statement.tryBlock.statements, frame);
  let caught = false;
  if (statement.catchClause) {
    const { variableDeclaration, block } = statement.catchClause;
    if (variableDeclaration)
      bind(variableDeclaration, unknownAt({ node: variableDeclaration, module: frame.module }), frame, machine);
    const { changes, result } = machine.journal.try(() => machine.run(block.statements, frame));
    caught = result;
    if (!result) applyPerhaps(changes, machine, site);
  }
  if (statement.finallyBlock && machine.run(statement.finallyBlock.statements, frame)) return true;
  return ended && (statement.catchClause === undefined || caught);
}
