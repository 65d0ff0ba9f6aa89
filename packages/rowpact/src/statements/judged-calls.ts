import { posix } from 'node:path';
import {
  type AnalysedStatement,
  type Contract,
  moduleBeside,
  type RefusedStatement,
  type Statement,
  type TypeableCall,
} from '@rowpact/model';
import type { LookedAt, StatementVerdict } from './looked-at.js';

/** A call that takes the type of its rows, and what is known of them. */
export interface JudgedCall {
  readonly call: TypeableCall;
  /** Whether it stands in code that the contract has scanned. */
  readonly isOwn: boolean;
  readonly verdict: CallVerdict;
  /** The row that its type argument names of this contract's module; null where it names none, or several. */
  readonly named: string | null;
}

/** What is known of the rows of a call that may send one of several statements. */
export type CallVerdict =
  | { readonly kind: 'any' | 'elsewhere' }
  | { readonly kind: 'typed'; readonly analyses: readonly AnalysedStatement[] }
  | { readonly kind: 'refused'; readonly statement: Statement; readonly refused: RefusedStatement };

/** @param isReserved whether the module of statements has this name for something else */
export function judgedCalls(
  { entry, sent, verdictOf }: LookedAt,
  isReserved: (name: string) => boolean,
): readonly JudgedCall[] {
  return sent.scan.calls.map((call) => {
    const isOwn = sent.isOwnCall(call);
    const verdicts = call.statements.map((text) => verdictOf(text, isOwn));
    const names = call.names.flatMap(({ name, from }) =>
      isModuleOf(entry.contract, call.place.file, from) && !isReserved(name) ? [name] : [],
    );
    const [only = null, ...others] = names;
    return { call, isOwn, verdict: ofAll(call, verdicts), named: others.length === 0 ? only : null };
  });
}

function ofAll({ complete }: TypeableCall, verdicts: readonly StatementVerdict[]): CallVerdict {
  const refused = verdicts.find((verdict) => verdict.kind === 'refused');
  if (refused !== undefined) return refused;
  if (verdicts.some(({ kind }) => kind === 'elsewhere')) return { kind: 'elsewhere' };
  const analyses = verdicts.flatMap((verdict) => (verdict.kind === 'typed' ? [verdict.analysis] : []));
  const isKnown = complete && analyses.length > 0 && analyses.length === verdicts.length;
  return isKnown ? { kind: 'typed', analyses } : { kind: 'any' };
}

/** Whether an import means this contract's module: a consumer may have the modules of several databases. */
function isModuleOf({ generate }: Contract, file: string, from: string): boolean {
  const module = statementsFile(generate?.file ?? '').replace(ENDING, '');
  const meant = from.replace(ENDING, '');
  if (meant.startsWith('.')) return posix.join(posix.dirname(file), meant) === module;
  return posix.basename(meant) === posix.basename(module);
}

const ENDING = /\.[cm]?[jt]s$/u;

/** The module of statements beside a generated module; both relative to the consumer's folder. */
export function statementsFile(generated: string): string {
  return moduleBeside(generated, 'statements');
}
