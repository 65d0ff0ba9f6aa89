import { readFile } from 'node:fs/promises';
import { analyseAll } from './ask-embedded.js';
import { openLeague } from './open-league.js';

// Asks about the statements of a JSON file against a folder of migrations, with a cache for the replay:
// what typing statements costs where nothing is scanned, and nothing written.
const [folder = '', cache = '', statementsFile = ''] = process.argv.slice(2);
const database = await openLeague(folder, cache);
try {
  const statements = JSON.parse(await readFile(statementsFile, 'utf8')) as readonly string[]; // written by typing-commands.ts only
  const answered = await analyseAll(database, statements);
  // A refused statement is quick: what failed is not measured.
  if (answered !== statements.length) throw new Error(`${answered} of ${statements.length} statements were answered`);
} finally {
  await database.close();
}
