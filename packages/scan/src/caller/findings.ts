import { type Blind, byCodeUnit, type Place, type SentText, type Statement, type TypeableCall } from '@rowpact/model';
import type { ts } from 'ts-morph';
import type { ModuleFindings } from '../module/source-module.js';

/** What was found in one module so far, each statement and each blind once. */
export class Findings {
  private readonly statements = new Map<string, { readonly statement: Statement; readonly node: ts.Node }>();
  private readonly texts: SentText[] = [];
  private readonly calls: { readonly call: TypeableCall; readonly node: ts.Node }[] = [];
  private readonly blinds = new Map<string, { readonly blind: Blind; readonly node: ts.Node | null }>();

  /** @param node - what sends them; of several blinds of one text the first says why. */
  add(node: ts.Node, statements: readonly Statement[], blinds: readonly Blind[]): void {
    for (const statement of statements) {
      const key = `${keyOf(statement.place)} ${statement.text}`;
      if (!this.statements.has(key)) this.statements.set(key, { statement, node });
    }
    for (const blind of blinds) {
      const key = keyOf(blind.place);
      if (!this.blinds.has(key)) this.blinds.set(key, { blind, node });
    }
  }

  /** What a call hands over whole, as many texts as its branches give. */
  addTexts(texts: readonly SentText[]): void {
    this.texts.push(...texts);
  }

  /** @param node - what sends, as for `add`. */
  addCall(node: ts.Node, call: TypeableCall): void {
    this.calls.push({ call, node });
  }

  addBlind(blind: Blind): void {
    this.blinds.set(keyOf(blind.place), { blind, node: null });
  }

  /** Everything but what turned out to be a part of something else, in the order of the source. */
  without(consumed: ReadonlySet<ts.Node>): ModuleFindings {
    const statements = [...this.statements.values()].filter(({ node }) => !consumed.has(node));
    const blinds = [...this.blinds.values()].filter(({ node }) => node === null || !consumed.has(node));
    return {
      statements: statements.map(({ statement }) => statement).sort(byPlace),
      blinds: blinds.map(({ blind }) => blind).sort(byPlace),
      texts: this.texts,
      calls: this.calls.filter(({ node }) => !consumed.has(node)).map(({ call }) => call),
      tables: [],
    };
  }
}

function keyOf({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

function byPlace(left: { readonly place: Place }, right: { readonly place: Place }): number {
  const { place: a } = left;
  const { place: b } = right;
  return byCodeUnit(a.file, b.file) || a.line - b.line || a.column - b.column;
}
