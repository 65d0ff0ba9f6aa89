import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startFromSources } from './contract-service.js';
import { openExamplesDatabase } from './examples-database.js';
import { serveDatabase } from './serve-database.js';
import { freePort } from './service-process.js';

const HELP = `Runs the example service westside-contracts against an embedded database with demo data.

  npm run dev:examples -- [--port 5173] [--database-port 54320]

  --port           where the pages are served; 5173 or a free port by default
  --database-port  where the database is served; a free port by default

Nothing is kept: the database lives in memory and ends with this program.`;

/** One of the contracts in the seed that waits for its signature. */
const DEMO_CONTRACT = 'contract/demo-maya-7f3k2';

/** The repository's top folder, seen from tools/dist. */
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const { values } = parseArgs({
  options: { port: { type: 'string' }, 'database-port': { type: 'string' }, help: { type: 'boolean', short: 'h' } },
});
if (values.help) console.log(HELP);
else await run(readPort(values.port), readPort(values['database-port']));

function readPort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`not a port: ${text}`);
  return port;
}

/** Runs until Ctrl-C, or until the service ends by itself. */
async function run(port: number | undefined, databasePort: number | undefined): Promise<void> {
  console.log('Starting the embedded database ...');
  const engine = await openExamplesDatabase(ROOT, process.env);
  const database = await serveDatabase(engine, databasePort);
  console.log('Starting westside-contracts ...');
  const service = startFromSources({
    folder: join(ROOT, 'examples/westside-contracts'),
    databaseUrl: database.url,
    port: port ?? (await freePort(5173)),
    environment: process.env,
    hear: (text) => process.stderr.write(text),
  });
  try {
    // Ctrl-C reaches the service too: first asked, then ended is no failure.
    const asked = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(() => 0);
    const answers = service.ready.then(() => console.log(greeting(service.address, database.url)));
    process.exitCode = (await Promise.race([asked, answers.then(() => service.ended)])) ?? 1;
    console.log('\nStopping ...');
  } finally {
    await service.stop();
    await database.stop();
    await engine.close();
  }
}

function greeting(address: string, databaseUrl: string): string {
  return `
  A contract to sign    ${address}/${DEMO_CONTRACT}
  All contracts         ${address}/

  The other consumers, in another terminal:
    DATABASE_URL=${databaseUrl} npm start -w coach-dashboard
    DATABASE_URL=${databaseUrl} npm start -w notifier

  Ctrl-C stops everything. Nothing is kept.`;
}
