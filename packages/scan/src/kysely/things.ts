import type { ts } from 'ts-morph';
import type { SourceModule } from '../module/source-module.js';
import { Holder } from './journal.js';
import { factsOf, isUnknown } from './unknown.js';

/*
 * Values while the consumer's code is interpreted are plain JavaScript values and Kysely's own objects, as they would be in the
 * running program, and these.
 */

/** What names stand for in one call of a function, or at the top of a module. */
export class Frame {
  readonly bindings = new Holder();
  readonly returns: unknown[] = [];

  constructor(
    readonly module: SourceModule,
    readonly parent: Frame | null,
    readonly self: unknown,
    /** Null at the top of a module. */
    readonly owner: ts.Node | null,
  ) {}
}

export type FunctionNode = ts.FunctionLikeDeclaration;

/** A function of the consumer. */
export class FunctionThing {
  constructor(
    readonly node: FunctionNode,
    readonly frame: Frame,
    readonly self: unknown,
  ) {}
}

/** A class of the consumer. */
export class ClassThing {
  constructor(
    readonly node: ts.ClassLikeDeclaration,
    readonly frame: Frame,
  ) {}
}

/** An object made by a class of the consumer. */
export class Instance {
  readonly fields = new Holder();
  constructor(readonly type: ClassThing) {}
}

/** All exports of a module of the consumer. */
export class NamespaceThing {
  constructor(readonly module: SourceModule) {}
}

/** What a package exports under a name; `*` for all of it. */
export class PackageThing {
  constructor(
    readonly specifier: string,
    readonly name: string,
  ) {}
}

/** A global of JavaScript, such as `Object.keys`. */
export class GlobalThing {
  constructor(readonly path: string) {}
}

/** A method of an array, a text or a function of the consumer. */
export class NativeMethod {
  constructor(
    readonly owner: unknown,
    readonly name: string,
  ) {}
}

/** A function of Kysely, bound to its owner where it has one. */
export class LibraryMethod {
  constructor(
    readonly owner: object | null,
    readonly name: string,
    readonly call: (...args: readonly unknown[]) => unknown,
  ) {}
}

/** `db.transaction()` and its like: what `execute` calls or answers gets the database. */
export class TransactionThing {
  constructor(readonly database: object) {}
}

/** Something that is one of several values, as the code branches. Never of constants only. */
export class Choice {
  constructor(
    readonly options: readonly unknown[],
    /** Whether each option does what the last one does and more, so that options between the first and the last add nothing. */
    readonly nested: boolean,
    /** False where there were too many to keep. */
    readonly complete: boolean,
  ) {}
}

/** An object or array literal of which some members are not known is kept here with what they come from. */
const openMembers = new WeakMap<object, object>();

export function markOpen(literal: object, unknown: object): void {
  openMembers.set(literal, unknown);
}

export function openMember(literal: object): object | null {
  return openMembers.get(literal) ?? null;
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || isUnknown(value)) return false;
  return Object.getPrototypeOf(value) === null;
}

/** The options of a value: itself where it is no choice. */
export function optionsOf(value: unknown): readonly unknown[] {
  return value instanceof Choice ? value.options : [value];
}

/** The text that an unknown value is written as, for details. */
export function describeUnknown(value: object): string {
  const { text, from } = factsOf(value);
  return `\`${text}\` (${from})`;
}
