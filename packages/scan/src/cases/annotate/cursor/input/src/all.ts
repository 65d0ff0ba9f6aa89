import Cursor from "pg-cursor"
import type { Client } from "pg"

export const all = (client: Client) =>
  client.query(
    new Cursor("SELECT id FROM players"),
  )
