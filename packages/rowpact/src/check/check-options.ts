import type { RowpactOptions } from '../options.js';
import type { World } from '../world.js';

/** What `check` can be told beside what every command can. */
export interface CheckOptions extends RowpactOptions, Pick<World, 'uninterrupted'> {
  /** The last migration that has run. */
  readonly from?: string | undefined;
  /** A git ref: what its merge-base with HEAD has, has run. */
  readonly base?: string | undefined;
  /** Take what the registry recorded of every consumer, also where its source is here. */
  readonly recorded?: boolean | undefined;
  /** Let the consumers' own type-checks say what they see of it. */
  readonly typecheck?: boolean | undefined;
  /** `2026-11-22` */
  readonly today: string;
  /**
   * Told, for each producer, the files and folders that its answer depends on beside the sources of consumers that are scanned; null
   * where it depends on what is no file here: a server, or git.
   */
  readonly onInputs?: ((paths: readonly string[] | null) => void) | undefined;
}
