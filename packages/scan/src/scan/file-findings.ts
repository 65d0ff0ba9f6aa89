import type { UnreadableFile } from '@rowpact/model';
import type { ModuleFindings } from '../module/source-module.js';

/** What one file of the consumer holds. */
export interface FileFindings extends ModuleFindings {
  readonly unreadable: readonly UnreadableFile[];
  readonly notes: readonly string[];
  /** Whether rowpact wrote the file: it is not looked into. */
  readonly generated?: boolean;
  /** What a `.sql` file sets up (`migrations`, `schema`, `seeds`) where it was left out for that; null otherwise. */
  readonly leftOut: string | null;
  /** False where it was left out, or could not be read at all. */
  readonly looked: boolean;
}

/** Nothing. */
export const NO_FINDINGS: FileFindings = {
  ...{ statements: [], blinds: [], texts: [], tables: [], unreadable: [], notes: [] },
  leftOut: null,
  looked: true,
};
