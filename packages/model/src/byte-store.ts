/** Where a part keeps what is expensive to find out again. Nothing here fails: what cannot be kept is found out again. */
export interface ByteStore {
  /** What was kept under the key (lower-case hex, as `sha256` gives it); null where nothing was, or it is damaged. */
  readonly read: (key: string) => Promise<Uint8Array | null>;
  readonly write: (key: string, body: Uint8Array) => Promise<void>;
}
