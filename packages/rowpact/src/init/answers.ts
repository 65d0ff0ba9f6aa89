import type { DriverName } from '@rowpact/model';

/** What a first registry needs to know; paths are relative to the registry's root folder, forward slashes. */
export interface Answers {
  readonly producer: string;
  /** Null for a producer that the registry has: its file says where its schema comes from. */
  readonly source: NewSource | null;
  readonly consumer: ConsumerAnswers | null;
}

/** Where a new producer's schema comes from. */
export type NewSource =
  | { readonly kind: 'migrations'; readonly folder: string }
  | { readonly kind: 'schema file'; readonly file: string }
  | { readonly kind: 'database'; readonly urlVariable: string };

export interface ConsumerAnswers {
  readonly name: string;
  readonly source: string;
  readonly output: string;
  readonly driver: DriverName;
  readonly kysely: boolean;
  /** Names as people write them, or `all`. */
  readonly relations: readonly string[] | 'all';
}

/** What people can say of a first registry, or of a further producer or consumer, before they are asked. */
export interface InitFlags {
  readonly producer?: string | undefined;
  readonly migrations?: string | undefined;
  readonly schemaFile?: string | undefined;
  readonly databaseEnv?: string | undefined;
  readonly consumer?: string | undefined;
  readonly source?: string | undefined;
  readonly output?: string | undefined;
  readonly driver?: DriverName | undefined;
  readonly kysely?: boolean | undefined;
  /** Names as people write them, in one text separated by commas, or `all`. */
  readonly relations?: string | readonly string[] | undefined;
}
