import type { ContractStatus as Status, Division } from './types/index.js';
import { Option } from './option.js';
import type { Maybe } from './types/maybe.js';

export interface PlayerContract {
  id: number;
  contract_status: Status;
  jersey_option: Option | null;
  height_cm: Maybe<string>;
  custom_notes: Notes;
}

type Notes = string | null;

export interface TeamPlace {
  id: number;
  division: Division;
  age_group: Age;
}

type Age = 12 | 14;
