import type { ts } from 'ts-morph';
import type { SourceModule } from '../module/source-module.js';
import type { Piece, UnknownValue } from '../value/value.js';

/** A piece of a statement while it is put together. */
export type Part = TextPart | ParameterPart | HolePart;

/** SQL that is known. */
export interface TextPart extends PartPlace {
  readonly kind: 'text';
  readonly text: string;
  /** True where the text does not stand in the source as it is. */
  readonly fixed?: true;
}

/** A value that PostgreSQL gets as `$n`; parts with the same key are one parameter. */
export interface ParameterPart extends PartPlace {
  readonly kind: 'parameter';
  readonly key: string | null;
}

/** SQL that is not known. */
export interface HolePart extends PartPlace {
  readonly kind: 'hole';
  /** As it is written where the text is put together. */
  readonly expression: ts.Expression;
  readonly why: UnknownValue['why'];
  /** Where evaluation stopped. */
  readonly stop: UnknownValue | null;
  /** What it is for one round of a loop. */
  readonly sample: readonly Part[] | null;
  /** True where the library puts a value in its place, never SQL: a parameter if it stands where a value can. */
  readonly splice: boolean;
}

interface PartPlace {
  readonly module: SourceModule;
  readonly offset: number;
}

/** The pieces of a text that JavaScript puts together, as parts. */
export function partsOfPieces(pieces: readonly Piece[]): readonly Part[] {
  return pieces.map((piece): Part => {
    if (piece.kind === 'run') {
      const { text, offset } = piece;
      return { kind: 'text', text, module: piece.module, offset, ...(piece.fixed && { fixed: true }) };
    }
    const { expression, module } = piece;
    return {
      kind: 'hole',
      module,
      offset: expression.getStart(module.source),
      expression,
      why: piece.value.why,
      stop: piece.value,
      sample: piece.sample && partsOfPieces(piece.sample),
      splice: true,
    };
  });
}

/** SQL that stands for something at a node, such as a quoted name. */
export function textAt(text: string, node: ts.Node, module: SourceModule): TextPart {
  return { kind: 'text', text, module, offset: node.getStart(module.source), fixed: true };
}

export function parameterAt(node: ts.Node, module: SourceModule, key: string | null = null): ParameterPart {
  return { kind: 'parameter', module, offset: node.getStart(module.source), key };
}

/** SQL that a library makes out of an expression that is not known. */
export function holeAt(
  expression: ts.Expression,
  module: SourceModule,
  stop: UnknownValue | null = null,
  why: UnknownValue['why'] = stop?.why ?? 'not followed',
): HolePart {
  const offset = expression.getStart(module.source);
  return { kind: 'hole', module, offset, expression, why, stop, sample: null, splice: false };
}
