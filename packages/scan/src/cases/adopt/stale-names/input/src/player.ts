import type { Team } from './team';

export interface PlayerPage {
  id: number;
  full_name: string;
  division: string;
  contract_kind: ContractKind;
  team: Team;
  teams: Team[];
  address: { street: string };
  onSave: () => void;
  note?: string;
  isOpen: boolean;
  extra: Anything;
}

type ContractKind = 'season' | 'guest';
type Anything = unknown;
