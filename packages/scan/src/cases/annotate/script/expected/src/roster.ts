const sql = require('postgres')();
sql<import('./database.gen.statements').RosterRow[]>`SELECT id FROM players`.then((rows: unknown) => rows);
