import { openDatabase } from './open-database.js';
import { printRoster } from './print-roster.js';
import { readRosters } from './rosters.js';

// Prints every team's roster. Usage: DATABASE_URL=postgres://… node dist/main.js
const url = process.env['DATABASE_URL'];
if (url === undefined) {
  console.error('DATABASE_URL is not set: give the address of the database of basketball-api');
  process.exitCode = 2;
} else {
  const database = openDatabase(url);
  try {
    const rosters = await readRosters(database);
    console.log(rosters.map(printRoster).join('\n\n'));
  } finally {
    await database.destroy();
  }
}
