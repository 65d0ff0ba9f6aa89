import type { Player } from './player'
import type { TeamsRow } from './database.gen'

export type Team = TeamsRow & {
  players: Player[]
  captain: Player | null
  wins?: number
  isFull(): boolean
  toString: () => string
}
