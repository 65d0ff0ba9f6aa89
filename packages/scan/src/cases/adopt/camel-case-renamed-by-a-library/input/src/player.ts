export interface Player {
  id: number;
  fullName: string;
  dateOfBirth: Date;
  teamId: number;
}
