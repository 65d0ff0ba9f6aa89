import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { startFromBuild, viteOf } from '../tools/src/contract-service.js';
import { serveDatabase } from '../tools/src/serve-database.js';
import { freePort } from '../tools/src/service-process.js';
import { node, REPOSITORY } from './run-tool.js';

/** A SvelteKit example, built and running against an embedded database. */
export interface RunningExample {
  readonly address: string;
  readonly databaseUrl: string;
  /** Everything the service has printed so far. */
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

/** Builds an example with its own vite and adapter, and serves it. Closes the engine when it stops. */
export async function runExample(folder: string, engine: PGlite): Promise<RunningExample> {
  const path = join(REPOSITORY, folder);
  const built = await node([viteOf(path), 'build'], { cwd: path });
  if (built.code !== 0) throw new Error(`${folder} does not build:\n${built.stdout}${built.stderr}`);

  const database = await serveDatabase(engine);
  let log = '';
  const service = startFromBuild({
    folder: path,
    databaseUrl: database.url,
    port: await freePort(),
    environment: { ...process.env, NODE_ENV: 'production' },
    hear: (text) => (log += text),
  });
  await service.ready.catch((problem: unknown) => {
    throw new Error(`${folder} does not start:\n${log}`, { cause: problem });
  });
  return {
    address: service.address,
    databaseUrl: database.url,
    log: () => log,
    stop: async () => {
      await service.stop();
      await database.stop();
      await engine.close();
    },
  };
}
