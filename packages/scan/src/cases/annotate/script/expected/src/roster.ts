const sql = require('postgres')();
sql<import('./database.statements.gen').RosterRow[]>`SELECT id FROM players`.then((rows: unknown) => rows);
