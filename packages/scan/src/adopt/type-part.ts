/** One member of a union, reduced to what can be compared without knowing the names that a file declares. */
export type TypePart =
  | { readonly kind: 'primitive'; readonly name: 'string' | 'number' | 'boolean' | 'bigint' }
  | { readonly kind: 'literal'; readonly of: 'string' | 'number' | 'boolean' | 'bigint'; readonly text: string }
  | { readonly kind: 'null' | 'undefined' | 'any' | 'unknown' | 'date' | 'json' }
  | { readonly kind: 'bytes'; readonly name: string }
  | { readonly kind: 'array'; readonly elements: readonly TypePart[] }
  /** An object's shape, `Record` and `object`. */
  | { readonly kind: 'object'; readonly text: string }
  /** An object of the driver's own. */
  | { readonly kind: 'driver object'; readonly text: string }
  | { readonly kind: 'function' }
  /** A name or an operator: only its declaration could say what it is. */
  | { readonly kind: 'named'; readonly text: string };
