import { Pool } from 'pg';
export class Repository {
  protected pool: Pool = new Pool();
}
