export interface Player {
  id: number;
  full_name: string;
  first_name: string;
  last_name: string;
  age: number;
}

export type Named = Pick<Player, 'id' | 'full_name'>;
