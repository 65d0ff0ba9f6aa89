import { Client } from 'pg';
export async function migrate(client: Client) {
  await client.query(`
    CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      NEW.updated_at := now();
      RETURN NEW;
    END $$;
    CREATE TRIGGER touch BEFORE UPDATE ON players FOR EACH ROW EXECUTE FUNCTION touch()`);
}
