export interface Database {
  playerTeams: { playerId: number; teamId: number; addressLine2: string; joinedAt: Date };
}
