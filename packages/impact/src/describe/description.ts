import type { ChangeKind, SchemaChange } from '@rowpact/model';

/** A change in words for people. */
export interface Description {
  /** What is changed, as people name it: `players.team_id`, `contract_status 'void'`, `constraint players_email_key of players`. */
  readonly subject: string;
  /** One plain sentence without a full stop: `players.score becomes bigint (was integer)`. */
  readonly sentence: string;
}

/** A sentence that begins with its subject. */
export function says(subject: string, predicate: string): Description {
  return { subject, sentence: `${subject} ${predicate}` };
}

/** The change of one kind, whatever else is of the same shape. */
export type ChangeOf<Kind extends ChangeKind> = Extract<SchemaChange, { readonly kind: Kind }>;
