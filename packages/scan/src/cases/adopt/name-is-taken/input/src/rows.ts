type TeamsRow = readonly string[];

export interface Team {
  id: number;
  name: string;
}

export const cells = (row: TeamsRow): number => row.length;
