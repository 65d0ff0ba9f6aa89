import type { ParentsRow, PlayersRow, TeamsRow } from './database.gen';

export type PlayerCard = Readonly<Pick<PlayersRow, 'id' | 'full_name'>> &
  Partial<Pick<PlayersRow, 'jersey_number'>> &
  Pick<PlayersRow, 'positions'>;

export type Parent = Readonly<ParentsRow>;

export type TeamLabel = Readonly<Pick<TeamsRow, 'id' | 'name'>>;
