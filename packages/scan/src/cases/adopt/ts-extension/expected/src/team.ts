import { title } from "./title.ts"
import type { TeamsRow } from "./database.gen.ts"

export type Team = Pick<TeamsRow, "id" | "name">

export const show = (team: Team): string => title + team.name
