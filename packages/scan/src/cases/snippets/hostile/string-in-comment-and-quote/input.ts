import { Pool } from 'pg';
const pool = new Pool();
export const odd = (x: string) =>
  pool.query(`SELECT ';' AS a /* ; ${x} */, "weird;name", $$;$$ FROM players -- ; ${x}
   ;;`);
