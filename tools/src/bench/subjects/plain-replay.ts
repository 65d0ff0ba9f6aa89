import { ALL_COLUMNS } from './catalog-query.js';
import { embeddedEngine } from './engines.js';

// Prints how many columns there are after the migrations of the folder in the first argument.
const engine = await embeddedEngine(process.argv[2] ?? '');
process.stdout.write(`${(await engine.query(ALL_COLUMNS)).length}\n`);
await engine.close();
