import type { DocumentPath } from '../document/document-path.js';

/** What a YAML file of the registry can hold. */
export type YamlValue = string | number | boolean | null | readonly YamlValue[] | { readonly [key: string]: YamlValue };

/**
 * One change to a YAML document. `set` makes the maps and lists on its way that are missing; on a list, the index after
 * the last one appends. `remove` needs something to remove; comments on lines of their own stay. `drop` removes entries of a
 * map by their keys, and with each its comments: right above it at its indentation, right below it further in.
 */
export type YamlEdit =
  | { readonly path: DocumentPath; readonly set: YamlValue }
  | { readonly path: DocumentPath; readonly remove: true }
  | { readonly path: DocumentPath; readonly drop: readonly string[] };

/** One change to the text, made to what was parsed. Paths lead to what is there, but for the last steps of `set`. */
export type EditStep =
  | { readonly path: DocumentPath; readonly set: YamlValue }
  | { readonly path: DocumentPath; readonly remove: true }
  /** Takes away the comments that belong to an entry and stand around it. */
  | { readonly path: DocumentPath; readonly uncomment: true }
  /** Adds entries at the end of a map or, their keys left aside, of a list. */
  | { readonly path: DocumentPath; readonly add: readonly (readonly [string, YamlValue])[] };

/** An edit that cannot be made, or that would not have had the result it was asked for. Nothing has changed then. */
export class YamlEditError extends Error {
  override readonly name = 'YamlEditError';
}
