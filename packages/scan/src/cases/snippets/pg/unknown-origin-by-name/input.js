export async function teams(db) {
  return db.query('SELECT id FROM teams');
}
