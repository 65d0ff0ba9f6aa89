import type { ByteStore, ScanSettings } from '@rowpact/model';

/** What one consumer's scan is about and what it may lean on. */
export interface ScanOptions {
  /** The consumer's folder, absolute. Nothing outside of it is searched; what it imports is followed wherever it lies. */
  readonly folder: string;
  readonly settings: ScanSettings;
  /** Keeps what was found in files that have not changed; null to find everything anew. */
  readonly store: ByteStore | null;
  /** Milliseconds since 1970, to know which files are too young to be trusted by their stamps; default the system's clock. */
  readonly now?: () => number;
  /** Told where the work is: at most a few dozen times. */
  readonly onProgress?: (progress: ScanProgress) => void;
}

export interface ScanProgress {
  /** Such as `reading files`, `following rows`. */
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}
