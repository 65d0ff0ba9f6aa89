import { title } from "./title.ts"

export interface Team {
  id: number
  name: string
}

export const show = (team: Team): string => title + team.name
