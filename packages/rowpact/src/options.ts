/** What `snapshot` and `generate` can be told; the same for the CLI, the Nx generator and other callers of the API. */
export interface RowpactOptions {
  /** Folder to look for the registry from, absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The registry's folder, absolute or relative to `cwd`; found by walking up from `cwd` when left out. */
  readonly registry?: string | undefined;
  /** Only this producer. */
  readonly producer?: string | undefined;
  /** Only this consumer, or these. */
  readonly consumer?: string | readonly string[] | undefined;
  /** Stop at this revision, and stay there until the next `snapshot` without it. */
  readonly to?: string | undefined;
  /** Take the schema from the committed snapshot and never look at the producer. */
  readonly fromSnapshot?: boolean | undefined;
  /** Whether the cache of replayed migrations is used; true when left out. */
  readonly cache?: boolean | undefined;
  readonly onProgress?: ((progress: StepProgress) => void) | undefined;
}

/** What a command is about to do. */
export interface StepProgress {
  readonly phase: string;
  /** Path of the migration that comes next, where that is what is done. */
  readonly migration?: string | null;
  readonly done: number;
  /** 0 where there is nothing to count. */
  readonly total: number;
}

/** The consumers that the options name; undefined where they leave it to all. */
export function namedConsumers({ consumer }: Pick<RowpactOptions, 'consumer'>): readonly string[] | undefined {
  return typeof consumer === 'string' ? [consumer] : consumer;
}

/** Whether a command is about this consumer. */
export function isAbout(options: Pick<RowpactOptions, 'consumer'>, consumer: string): boolean {
  return namedConsumers(options)?.includes(consumer) ?? true;
}
