/*
 * Copyright the league.
 */

export interface Team {
  id: number;
  name: string;
}
