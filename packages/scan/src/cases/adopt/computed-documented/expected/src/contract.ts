import type { PlayersRow } from './database.gen';

/**
 * A contract on the desk.
 * @see https://league.example
 */
export type OpenContract = Pick<
  PlayersRow,
  'id' | 'full_name' | 'season_fee'
> & {
  /** Whether the day to sign has passed. */
  is_late: boolean;
  /* days that are left */ days_left: number; // negative when it is late
};
