import type { ConsumerUse, Contract, Producer, Snapshot } from '@rowpact/model';

/** What the page about one producer is rendered from. */
export interface ConsumersPage {
  readonly producer: Producer;
  readonly contracts: readonly Contract[];
  /** By consumer; null for one that was never scanned. */
  readonly uses: ReadonlyMap<string, ConsumerUse | null>;
  /** Null where the schema was not looked at: then nothing is said to be missing. */
  readonly snapshot: Snapshot | null;
  /** Where the page will be, from the registry's root folder, for its links; `registry/<producer>/README.md` without it. */
  readonly page?: string;
}
