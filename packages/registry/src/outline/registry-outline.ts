import type { RelationId } from '@rowpact/model';

/**
 * What a registry says at a glance: enough to know which producers and consumers there are and where they lie, nothing
 * checked. For hosts that must answer at once and must never fail over a file that somebody is just editing.
 */
export interface RegistryOutline {
  /** Sorted by name. */
  readonly producers: readonly ProducerOutline[];
}

export interface ProducerOutline {
  /** The name of its folder, which a checked registry demands to be its name. */
  readonly name: string;
  /** Null where the file does not say it in a way that can be read. */
  readonly source: SourceOutline | null;
  /** Sorted by name. */
  readonly contracts: readonly ContractOutline[];
}

/** Where a schema comes from; paths as the file has them, relative to the folder that holds the registry. */
export type SourceOutline =
  | { readonly kind: 'migrations'; readonly folder: string }
  | { readonly kind: 'schema file'; readonly file: string }
  | { readonly kind: 'database'; readonly urlVariable: string };

export interface ContractOutline {
  /** The name of its file, which a checked registry demands to be its name. */
  readonly consumer: string;
  /** The consumer's folder, relative to the folder that holds the registry, in one spelling; null where it cannot be read. */
  readonly source: string | null;
  /** The generated modules, relative to `source`; none where it takes none. */
  readonly modules: readonly string[];
  /** Those that are generated beside files of which only a scan knows, as globs relative to `source`. */
  readonly moduleGlobs: readonly string[];
  /** Whether one of them is made from the consumer's own source: the types of its statements. */
  readonly readsSource: boolean;
  /** The relations that it names, sorted; names that are none are left out. */
  readonly relations: readonly RelationId[];
}
