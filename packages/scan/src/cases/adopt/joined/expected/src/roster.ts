import type { PlayersRow } from './database.gen'

export type RosterLine = Pick<PlayersRow, 'id' | 'full_name'> & {
  team: string
  parent_name: string
  name: string
}
