import type { TypeableCall } from '@rowpact/model';

/** A call, and the type of the module of statements that its rows are of. */
export interface WantedAnnotation {
  readonly call: TypeableCall;
  /** What the module calls the type of one row. */
  readonly name: string;
}

/** What writing the types at calls would change. Nothing is written yet. */
export interface AnnotatedFiles {
  /** Changed files whole, byte order mark included, relative to the consumer's folder; sorted. */
  readonly files: readonly { readonly file: string; readonly content: string }[];
  readonly left: readonly LeftCall[];
}

/** A call that keeps what it has. */
export interface LeftCall {
  readonly call: TypeableCall;
  /** Why, as the end of a sentence. */
  readonly reason: string;
}

/** The type argument of a call, by what its rows are called. */
export function typeArgument({ takes }: Pick<TypeableCall, 'takes'>, row: string): string {
  return takes === 'rows' ? `${row}[]` : row;
}
