import type { Both } from './both'
import type { ParentsRow, TeamsRow } from './database.gen'

export type Names = (Readonly<Pick<TeamsRow, 'id' | 'name'>>)
type Mail = Partial<Pick<ParentsRow, 'email' | 'phone'>>
export const both: Both<Names, Mail>[] = []
