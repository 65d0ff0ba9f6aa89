import type { ConsumerReport, Finding, ProducerReport, RowTypeReport } from '@rowpact/model';
import type { BoundedChange } from '@rowpact/registry';
import type { ScannedPath } from '@rowpact/scan';

/** What a command would write, worked out and not yet written: the CLI writes it to disk, the Nx generator to its tree. */
export interface Plan {
  readonly command: string;
  /** Absolute; every path in the plan is relative to it. */
  readonly root: string;
  readonly changes: readonly PlannedChange[];
  readonly producers: readonly ProducerReport[];
  /** How much of each consumer's source was looked at; absent where none was. */
  readonly consumers?: readonly ConsumerReport[];
  /** The hand-written row types that were found; absent where nobody looked for them. */
  readonly rowTypes?: readonly RowTypeReport[];
  readonly findings: readonly Finding[];
  /** What is a finding only for who asks whether all is up to date: `--check`. */
  readonly whenChecked: readonly Finding[];
  readonly notes: readonly string[];
  /** Absolute paths of all that the plan was made from; null where not all of it lies in files (a server was asked). */
  readonly inputs: readonly string[] | null;
  /** What the scans of consumers rest on, where the plan was made from any: a folder here stands for the names in it only. */
  readonly scanned?: readonly ScannedPath[];
  /** Absolute paths of what is to be as the plan says, and of folders that must hold nothing else. */
  readonly outputs: readonly string[];
}

/** One file as a command wants it to be, and for whom. */
export interface PlannedChange extends BoundedChange {
  readonly producer: string;
  readonly consumer: string | null;
  /** The folder that the file must lie in, links followed: `.` for the root, or the consumer's own, relative to the root. */
  readonly within: string;
}
