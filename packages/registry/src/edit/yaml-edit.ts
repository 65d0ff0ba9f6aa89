import type { DocumentPath } from '../document/document-path.js';

/** What a YAML file of the registry can hold. */
export type YamlValue = string | number | boolean | null | readonly YamlValue[] | { readonly [key: string]: YamlValue };

/**
 * One change to a YAML document. `set` makes the maps and lists on its way that are missing; on a list, the index after
 * the last one appends. `remove` needs something to remove.
 */
export type YamlEdit =
  { readonly path: DocumentPath; readonly set: YamlValue } | { readonly path: DocumentPath; readonly remove: true };

/** An edit that cannot be made, or that would not have had the result it was asked for. Nothing has changed then. */
export class YamlEditError extends Error {
  override readonly name = 'YamlEditError';
}
