import { readFile } from 'node:fs/promises';
import { analyseAll } from './ask-embedded.js';
import { openLeague } from './open-league.js';

// Asks about the statements of a JSON file against a folder of migrations, with a cache for the replay, and prints how many were
// answered: what typing statements costs where nothing is scanned, and nothing written.
const [folder = '', cache = '', statementsFile = ''] = process.argv.slice(2);
const database = await openLeague(folder, cache);
try {
  const statements = JSON.parse(await readFile(statementsFile, 'utf8')) as readonly string[]; // written by typing-commands.ts only
  process.stdout.write(`${await analyseAll(database, statements)}\n`);
} finally {
  await database.close();
}
