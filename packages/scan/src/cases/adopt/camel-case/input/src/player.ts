export interface Player {
  id: number;
  fullName: string;
  dateOfBirth: Date;
  contractStatus: string;
}
