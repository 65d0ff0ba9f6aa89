export type Status = string;
