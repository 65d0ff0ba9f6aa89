export type Team = { 'id': number, "name": string, 'wins': number }
