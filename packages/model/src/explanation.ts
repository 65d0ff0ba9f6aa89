import type { Access } from './evidence.js';
import type { Location } from './failure.js';

/** Who uses one relation, column or type of a producer, from the registry's record. */
export interface Explanation {
  readonly producer: string;
  /** As people write it: `players.team_id`, `players`, `contract_status`. */
  readonly subject: string;
  readonly kind: 'column' | 'relation' | 'type';
  /** What it is, such as `integer, references teams.id`; null where the schema does not have it (any more). */
  readonly description: string | null;
  readonly state: 'active' | 'not in the schema';
  /** The migrations that brought it and took it away, where the migrations are here. */
  readonly since: Location | null;
  readonly until: Location | null;
  readonly consumers: readonly ConsumerExplanation[];
  /** Consumers whose use is not recorded: nobody looked. */
  readonly unknown: readonly string[];
}

export interface ConsumerExplanation {
  readonly consumer: string;
  readonly uses: readonly ExplainedUse[];
  /** What would happen to this consumer if it were dropped. */
  readonly drop: DropEffect;
  /** Places that could not be looked into and may use it. */
  readonly blinds: readonly Location[];
}

export interface ExplainedUse {
  readonly location: Location;
  readonly endLine?: number;
  readonly access: Access;
  readonly column: string | null;
  /** The views on the way, outermost first. */
  readonly through: readonly string[];
  /** Where the rows come from, for a read of a row. */
  readonly from: Location | null;
  /** The function around it. */
  readonly within: string | null;
  /** When the line was last changed and by which commit; null outside of a git repository. */
  readonly since: { readonly commit: string; readonly date: string } | null;
}

/** How many statements would fail, and how many places would read a property that is not there any more. */
export interface DropEffect {
  readonly statements: number;
  readonly rowReads: number;
}
