import type { Player } from './player'

export interface Team {
  id: number
  tenant_id: number
  name: string
  division: string | null
  age_group: number
  founded_on: Date | null
  players: Player[]
  captain: Player | null
  wins?: number
  isFull(): boolean
  toString: () => string
}
