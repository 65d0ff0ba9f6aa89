import type { DriverName } from '@rowpact/model';

/** What a first registry needs to know; paths are relative to the registry's root folder, forward slashes. */
export interface Answers {
  readonly producer: string;
  readonly source:
    | { readonly kind: 'migrations'; readonly folder: string }
    | { readonly kind: 'schema file'; readonly file: string }
    | { readonly kind: 'database'; readonly urlVariable: string };
  readonly consumer: ConsumerAnswers | null;
}

export interface ConsumerAnswers {
  readonly name: string;
  readonly source: string;
  readonly output: string;
  readonly driver: DriverName;
  readonly kysely: boolean;
  /** Names as people write them, or `all`. */
  readonly relations: readonly string[] | 'all';
}

/** The flags of `rowpact init`, as the command line has them. */
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
  readonly relations?: string | undefined;
  readonly registry?: string | undefined;
  readonly yes?: boolean | undefined;
  readonly format: 'text' | 'json';
}
