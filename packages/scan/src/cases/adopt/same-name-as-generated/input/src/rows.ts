export interface TeamsRow {
  id: number;
  name: string;
}
