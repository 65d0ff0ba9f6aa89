import type { Both } from './both'

export type Names = (Readonly<{ id: number; name: string }>)
type Mail = Partial<{ email: string, phone: string | null }>
export const both: Both<Names, Mail>[] = []
