export interface TeamDivision {
  id: number;
  division: 'east' | 'west';
}
