import type { Team } from "./team"

export const show = (team: Team): string => team.name
