import type { Generated } from 'kysely';

export interface Database {
  players: { id: Generated<number>; name: string };
  teams: { id: Generated<number>; name: string };
}

interface Named {
  name: string;
}

export type NewTeam = Omit<Named & { division: string; id: number; 'age_group'?: string }, 'id'>;
