export interface RosterLine {
  id: number
  full_name: string
  team: string
  parent_name: string
  name: string
}
