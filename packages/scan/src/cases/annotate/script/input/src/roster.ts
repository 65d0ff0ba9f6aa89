const sql = require('postgres')();
sql`SELECT id FROM players`.then((rows: unknown) => rows);
