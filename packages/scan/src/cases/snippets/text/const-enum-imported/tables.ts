export const enum Table { Players = 'players', Teams = 'teams' }
