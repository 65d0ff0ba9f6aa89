import { createRequire } from 'node:module';
import { join } from 'node:path';
import { startService, type ServiceProcess } from './service-process.js';

export interface ContractServiceSettings {
  /** The SvelteKit application's folder. */
  readonly folder: string;
  readonly databaseUrl: string;
  readonly port: number;
  readonly environment: NodeJS.ProcessEnv;
  /** Gets what the service prints. */
  readonly hear: (text: string) => void;
}

/** Serves an application from its sources, with vite. */
export function startFromSources(settings: ContractServiceSettings): ServiceProcess {
  return startService({
    arguments: [viteOf(settings.folder), 'dev', '--host', '127.0.0.1', '--strictPort', ...viteOptions(settings.port)],
    folder: settings.folder,
    environment: { ...settings.environment, DATABASE_URL: settings.databaseUrl },
    address: `http://127.0.0.1:${settings.port}`,
    hear: settings.hear,
  });
}

function viteOptions(port: number): readonly string[] {
  return ['--port', String(port), '--clearScreen', 'false', '--logLevel', 'warn'];
}

/** Serves what `vite build` has built. */
export function startFromBuild(settings: ContractServiceSettings): ServiceProcess {
  const address = `http://127.0.0.1:${settings.port}`;
  return startService({
    arguments: ['build'],
    folder: settings.folder,
    environment: {
      ...settings.environment,
      DATABASE_URL: settings.databaseUrl,
      HOST: '127.0.0.1',
      PORT: String(settings.port),
      // Without it the server believes to be on https and refuses forms posted from http.
      ORIGIN: address,
    },
    address,
    hear: settings.hear,
  });
}

/** The script behind the `vite` command that an application uses. */
export function viteOf(folder: string): string {
  const require = createRequire(join(folder, 'package.json'));
  return join(require.resolve('vite/package.json'), '..', 'bin', 'vite.js');
}
