import type { PlayersRow } from './database.gen'

export type Player = Pick<PlayersRow, 'id' | 'full_name'>
