import type { Blind, FileQuery, SentText, Statement, TableDeclaration, TypeableCall } from '@rowpact/model';
import type { ts } from 'ts-morph';

/**
 * One source file with its syntax tree. Of a component (`.svelte`, `.vue`, `.astro`) only the scripts are left: everything else is
 * blanked, so that every offset, line and column is the one in the file.
 */
export interface SourceModule {
  /** Relative to the consumer's folder, with forward slashes; `../` for what is imported from outside of it. */
  readonly file: string;
  /** Absolute. */
  readonly path: string;
  readonly source: ts.SourceFile;
}

/** Finds the modules that imports name, each parsed once. */
export interface ModuleGraph {
  /** The module behind an import; null for packages (`pg`), for what is not there, and for what cannot be read. */
  readonly resolve: (from: SourceModule, specifier: string) => SourceModule | null;
}

/** What one module holds. */
export interface ModuleFindings {
  readonly statements: readonly Statement[];
  readonly blinds: readonly Blind[];
  readonly texts: readonly SentText[];
  /** Of a `.sql` file. */
  readonly queries?: readonly FileQuery[];
  readonly calls?: readonly TypeableCall[];
  readonly tables: readonly TableDeclaration[];
}

/** Looks for SQL in one module; every file it had to look at besides is read through the graph. */
export type FindInModule = (module: SourceModule, context: FindContext) => ModuleFindings;

export interface FindContext {
  readonly graph: ModuleGraph;
  /** Functions, methods and tags that the contract names. */
  readonly callers: readonly NamedCallerName[];
}

/** `object` is null for a plain function or tag; `argument` counts from 0. */
export interface NamedCallerName {
  readonly object: string | null;
  readonly name: string;
  readonly argument: number;
}
