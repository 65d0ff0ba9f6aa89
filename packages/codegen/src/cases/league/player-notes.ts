/** A type of the consumer's own, which an override names. */
export interface PlayerNotes {
  readonly coach: string;
}
