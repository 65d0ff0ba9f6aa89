export interface Player {
  id: number
  full_name: string
}
