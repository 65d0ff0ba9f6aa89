export type TeamDivision = string | null;
