import type { Location, RowUse } from '@rowpact/model';
import { ts } from 'ts-morph';
import type { SourceTree } from '../program/source-tree.js';
import { usesOf, type Use } from '../program/uses-of.js';
import { TypesOfValue } from '../row-types/types-of-value.js';
import { assignTo } from './assign.js';
import { has, head, isFunctionStep, within, withPath, type Carried, type Frame, type Step } from './carried.js';
import { instanceHas } from './classes.js';
import { isShownByMarkup } from './components.js';
import type { ClassNode, Following, FunctionNode, TypeListener } from './following.js';
import { framesAround, keyOfState, pushed } from './frames.js';
import { handToFramework } from './framework.js';
import { answered, passedTo } from './functions.js';
import { memberOf } from './member.js';
import { isAskedFor, seek } from './name-net.js';
import { takeApart } from './patterns.js';
import { readByType } from './read-by-type.js';
import { RowFindings } from './row-findings.js';
import type { Sought } from './sought.js';
import { useOf } from './use.js';

/** After so many steps the rows of one statement are everywhere. */
const MOST_STEPS = 40_000;
/** Values nested deeper than this are not told apart any more. */
const DEEPEST_PATH = 14;

/** An escape that types may explain. */
interface Doubt {
  readonly node: ts.Node;
  readonly how: string;
  readonly carried: Carried;
  readonly sought: readonly Sought[];
}

/** Follows the rows of one statement through the consumer's code, from where they arrive to where their columns are read. */
export class RowFlow implements Following {
  private readonly findings: RowFindings;
  private readonly pending: (() => void)[] = [];
  private readonly visited = new Map<ts.Node, Set<string>>();
  private readonly functions: FunctionNode[] = [];
  private readonly called = new Set<Step>();
  private readonly handedOut = new Map<Step, ts.Node>();
  private readonly sought: Sought[] = [];
  /** Declarations of properties that somebody was found to ask for. */
  private readonly found = new Set<ts.Node>();
  /** The types that the code gives to the rows. */
  private readonly rowTypes: TypesOfValue;
  /** Rows that somebody in the consumer may still have after they escaped. */
  private readonly lost: Carried[] = [];
  private readonly unlessFound: Doubt[] = [];
  private steps = 0;
  private isSent = false;

  constructor(
    readonly tree: SourceTree,
    private readonly columns: ReadonlySet<string>,
    statement: Required<Location>,
    private readonly types: TypeListener | null,
  ) {
    this.findings = new RowFindings(statement);
    this.rowTypes = new TypesOfValue(tree);
  }

  /** Follows until nothing is left. */
  run(): RowUse {
    this.followAll();
    for (const { node, how, carried, sought } of this.unlessFound) {
      const isFound = sought.some((each) => this.found.has(each.declaration) || isAskedFor(each, this));
      if (isFound) this.calledIn(carried);
      else this.escape(node, how, carried);
    }
    if (!this.isSent) this.findings.escapeAtStatement('the call that sends it was not found');
    for (const [step, node] of this.handedOut) {
      if (this.called.has(step)) continue;
      this.findings.escape(this.tree.placeOf(node), 'answered by an exported function that nothing in sight calls');
    }
    const [lost] = this.lost;
    if (lost) readByType(this.rowTypes.found, lost, this);
    return this.findings.sorted();
  }

  /** Until nothing is left, and nothing is left to look for. */
  private followAll(): void {
    for (;;) {
      const next = this.pending.pop();
      if (next) {
        this.steps += 1;
        if (this.steps > MOST_STEPS) break;
        next();
        continue;
      }
      const sought = this.sought.pop();
      if (!sought) return;
      const found = seek(sought, (node) => this.visited.has(node), this);
      if (found > 0) this.found.add(sought.declaration);
    }
    this.findings.escapeAtStatement('followed through more code than is worth it');
  }

  readonly seek = (sought: Sought): void => {
    if (this.isNew(sought.declaration, sought.carried, 'sought')) this.sought.push(sought);
  };

  readonly escapeUnlessFound = (node: ts.Node, how: string, carried: Carried, sought: readonly Sought[]): void => {
    this.unlessFound.push({ node, how, carried, sought });
  };

  readonly sent = (): void => {
    this.isSent = true;
  };

  readonly typed = (type: ts.TypeNode, carried: Carried): void => {
    this.types?.take(type, carried);
    this.rowTypes.take(type, carried);
  };

  readonly checked = (schema: ts.Expression): void => this.types?.schema(schema);

  readonly isColumn = (name: string): boolean => this.columns.has(name);

  readonly use = (node: ts.Node, carried: Carried): void => {
    if (this.isNew(node, carried, 'used')) this.pending.push(() => useOf(node, carried, this));
  };

  readonly bind = (name: ts.BindingName, carried: Carried): void => {
    const type = typeBeside(name.parent);
    if (type) this.typed(type, carried);
    if (!ts.isIdentifier(name)) {
      takeApart(name, carried, this);
      return;
    }
    this.declare(name.parent, carried);
  };

  readonly declare = (declaration: ts.Node, carried: Carried): void => {
    const inside = { ...carried, frames: framesAround(carried.frames, declaration) };
    if (!this.isNew(declaration, inside, 'declared')) return;
    this.pending.push(() => this.declared(declaration, inside));
  };

  private declared(declaration: ts.Node, carried: Carried): void {
    const { uses, exported } = usesOf(declaration, this.tree);
    if (isShownByMarkup(declaration, this.tree)) {
      this.escape(declaration, 'shown by the markup of a component, which is not read', carried);
    }
    for (const use of uses) this.useAt(use, carried);
    if (exported.length === 0) return;
    const known = exported.filter(({ module, name }) => handToFramework(module, name, carried, this)).length > 0;
    for (const step of carried.path) {
      if (!isFunctionStep(step)) continue;
      if (known) this.called.add(step);
      else this.handedOut.set(step, this.functions[Number(step.slice(2))] ?? declaration);
    }
    // A value that a module computes when it is loaded, for whoever imports it.
    if (!known && uses.length === 0 && !carried.path.some(isFunctionStep) && head(carried) !== 'sql') {
      this.escape(declaration, 'exported, and nothing in sight imports it', carried);
    }
  }

  private useAt(use: Use, carried: Carried): void {
    if (use.kind === 'name') this.use(use.node, carried);
    else {
      const names = use.name === '' ? [] : use.name.split('.');
      this.use(use.node, within(carried, ...names.map((name) => `.${name}`)));
    }
  }

  readonly assign = (target: ts.Node, carried: Carried): void => assignTo(target, carried, this);

  readonly returned = (from: FunctionNode, carried: Carried): void => {
    if (from.type) this.typed(from.type, carried);
    answered(from, carried, this);
  };

  readonly pass = (to: FunctionNode, position: number, carried: Carried, frame: Frame): void =>
    passedTo(to, position, { ...carried, frames: pushed(carried.frames, frame) }, this);

  readonly instance = (of: ClassNode, carried: Carried): void => {
    const inside = { ...carried, frames: framesAround(carried.frames, of) };
    if (this.isNew(of, inside, 'instance')) this.pending.push(() => instanceHas(of, inside, this));
  };

  readonly property = (node: ts.Node, carried: Carried, key: string | null, result: ts.Node): void => {
    const member = memberOf(carried, key, this.isColumn);
    if (member.kind === 'column') this.read(member.name, node, carried);
    else if (member.kind === 'any column') this.escape(node, 'read by a name that is not known here', carried);
    else if (member.kind === 'value') {
      if (ts.isBindingElement(result)) this.bind(result.name, member.carried);
      else this.use(result, member.carried);
    }
  };

  readonly read = (column: string, node: ts.Node, carried: Carried): void => {
    if (!this.columns.has(column) || !has(carried, column)) return;
    this.findings.read(column, this.tree.placeOf(node));
  };

  readonly lose = (node: ts.Node, how: string, carried: Carried): void => {
    if (carried.only === null) this.lost.push({ ...carried, path: ['row'], frames: [] });
    this.escape(node, how, carried);
  };

  readonly escape = (node: ts.Node, how: string, carried: Carried): void => {
    if (carried.only !== null) {
      for (const column of carried.only) this.read(column, node, carried);
      return;
    }
    this.calledIn(carried);
    this.findings.escape(this.tree.placeOf(node), how);
  };

  readonly callStep = (of: FunctionNode): Step => {
    let number = this.functions.indexOf(of);
    if (number < 0) number = this.functions.push(of) - 1;
    return `()${number}`;
  };

  /** A function that answers rows was called. */
  readonly calling = (step: Step): void => {
    this.called.add(step);
  };

  /** Whoever has the value may call the functions on its way. */
  private calledIn({ path }: Carried): void {
    for (const step of path) if (isFunctionStep(step)) this.called.add(step);
  }

  private isNew(node: ts.Node, carried: Carried, role: 'used' | 'declared' | 'instance' | 'sought'): boolean {
    if (carried.path.length > DEEPEST_PATH) {
      this.escape(node, 'kept in a structure that is too deep to follow', withPath(carried, 'row'));
      return false;
    }
    const key = `${role} ${keyOfState(carried)}`;
    const known = this.visited.get(node);
    if (known?.has(key)) return false;
    if (known) known.add(key);
    else this.visited.set(node, new Set([key]));
    return true;
  }
}

function typeBeside(node: ts.Node): ts.TypeNode | undefined {
  return ts.isVariableDeclaration(node) || ts.isParameter(node) ? node.type : undefined;
}
