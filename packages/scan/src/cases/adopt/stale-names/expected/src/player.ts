import type { Team } from './team';
import type { PlayersRow } from './database.gen';

export type PlayerPage = Pick<PlayersRow, 'id' | 'full_name'> & {
  team: Team;
  teams: Team[];
  address: { street: string };
  onSave: () => void;
  note?: string;
  isOpen: boolean;
  extra: Anything;
};

type ContractKind = 'season' | 'guest';
type Anything = unknown;
