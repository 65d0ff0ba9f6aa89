// Run by tests in a process of its own: replays a folder of migrations with a cache folder and prints the result.
import { readMigrations } from '../../migrations/read-migrations.js';
import { openCache } from '../cache.js';
import { replay } from '../replay.js';

const [folder = '', directory = ''] = process.argv.slice(1);
const source = { kind: 'migrations', folder, ignore: [], order: null, placeholders: {} } as const;
const result = await replay(await readMigrations(source, folder), {
  cache: openCache({ directory }),
  stubs: [],
  onProgress: ({ phase, migration }) => process.stderr.write(`${phase} ${migration ?? ''}\n`),
});
process.stdout.write(JSON.stringify(result));
