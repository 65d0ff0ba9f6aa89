import Cursor from "pg-cursor"
import type { Client } from "pg"
import type { AllRow } from "./database.statements.gen"

export const all = (client: Client) =>
  client.query(
    new Cursor<AllRow>("SELECT id FROM players"),
  )
