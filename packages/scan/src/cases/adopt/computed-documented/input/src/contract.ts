/**
 * A contract on the desk.
 * @see https://league.example
 */
export interface OpenContract {
  /** The player's number in the database. */
  id: number;
  full_name: string; // as it is printed
  // what the parents pay
  season_fee: string;

  /** Whether the day to sign has passed. */
  is_late: boolean;
  /* days that are left */ days_left: number; // negative when it is late
  // no more is known
}
