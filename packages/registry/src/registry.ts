import type { ColumnId, Contract, Location, Producer, RelationId, TypeId } from '@rowpact/model';
import type { DocumentPath } from './document/document-path.js';

/** All producers of one registry and who uses them, read and checked. */
export interface Registry {
  /** The registry folder, as it was given. */
  readonly directory: string;
  /** The folder that holds it: every path in the YAML files starts here. */
  readonly root: string;
  /** The registry folder's own name, with which the paths of its files start. */
  readonly name: string;
  /** Sorted by name. */
  readonly producers: readonly RegisteredProducer[];
}

/** A YAML file of the registry that was read without a mistake. */
export interface RegistryFile {
  /** As locations name it: below the folder that was given. */
  readonly file: string;
  /** As a `FileChange` names it: relative to the root folder, with forward slashes. */
  readonly path: string;
  /** What the file holds, to be edited with `editYaml`. */
  readonly text: string;
  /** The place of an entry; of the nearest one above it where there is none. */
  readonly locate: (path: DocumentPath) => Location;
}

export interface RegisteredProducer extends RegistryFile {
  readonly producer: Producer;
  /** Sorted by consumer. */
  readonly contracts: readonly RegisteredContract[];
  /** Consumers whose contracts have mistakes and were left out, since nobody asked for them. Sorted. */
  readonly leftOut: readonly string[];
}

/** Something that a contract names, however a person wrote its name. */
export type ContractPlace =
  { readonly relation: RelationId; readonly column?: string } | { readonly override: TypeId | ColumnId };

export interface RegisteredContract extends RegistryFile {
  readonly contract: Contract;
  /** The place of an entry by its path or by what it names; of the nearest one above it where there is none. */
  readonly locate: (place: DocumentPath | ContractPlace) => Location;
  /**
   * The path of an entry in the YAML, to edit it; null where the contract does not name it. A column that stands in
   * several lists is found in the first of read, write and keep.
   */
  readonly pathOf: (place: ContractPlace) => DocumentPath | null;
}
