import { Option } from './option.js';
import type { Maybe } from './types/maybe.js';
import type { PlayersRow, TeamsRow } from './database.gen.js';

export type PlayerContract = Pick<
  PlayersRow,
  'id' | 'contract_status' | 'custom_notes'
> & {
  jersey_option: Option | null;
  height_cm: Maybe<string>;
};

type Notes = string | null;

export type TeamPlace = Pick<TeamsRow, 'id' | 'division'> & { age_group: Age };

type Age = 12 | 14;
