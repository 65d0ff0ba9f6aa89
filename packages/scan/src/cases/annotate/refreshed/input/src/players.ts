export interface Player { id: number }
