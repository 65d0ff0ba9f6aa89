import type { Kysely } from 'kysely';
import type { Database, PlayersInsert, PlayersRow, RosterRow } from './expected.js';

// What a check allows is all that there is.
export const position = ({ position }: PlayersRow): 1 | 2 | 3 => {
  switch (position) {
    case 'guard':
      return 1;
    case 'forward':
      return 2;
    case 'center':
      return 3;
  }
};
export const fouls: PlayersRow['fouls'][] = [0, 1, 2, 3, 4, 5];
// @ts-expect-error six fouls are too many
export const tooMany: PlayersInsert['fouls'] = 6;
// @ts-expect-error the check refuses it
export const hand: PlayersInsert['hand'] = 'both';

// A view has what its domains allow; old rows may hold more than a check that is not valid.
export const jersey = (row: RosterRow): 'S' | 'M' | 'L' | null => row.jersey;
export const seen = (text: string): [RosterRow['position'], PlayersRow['old_status']] => [text, text];

export const guards = (database: Kysely<Database>): Promise<Pick<PlayersRow, 'position'>[]> =>
  database.selectFrom('players').select('position').where('position', '=', 'guard').execute();
