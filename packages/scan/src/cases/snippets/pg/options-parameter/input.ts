import type { Pool } from 'pg';
interface Deps { readonly store: Pool; readonly now: () => Date }
export function makeTeams({ store }: Deps) {
  return { all: () => store.query('SELECT id FROM teams') };
}
