import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { REPOSITORY, run } from '../run-tool.js';
import { outputOf, type Tarball } from './pack.js';

/** An npm registry on the loopback interface. */
export interface LocalRegistry {
  /** With a slash at its end, as npm writes registries. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Serves these packages as if they were published, and sends npm and pnpm to the configured registry for all others, so
 * that `npm install rowpact` and `nx add @rowpact/nx` do what they do for a user. Nothing can be published to it.
 */
export async function startRegistry(tarballs: readonly Tarball[]): Promise<LocalRegistry> {
  const upstream = await configuredRegistry();
  const server = createServer((request, response) => answer(request, response, tarballs, upstream));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A test that forgets to stop it must not keep the process alive.
  server.unref();
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function configuredRegistry(): Promise<string> {
  const registry = outputOf(await run('npm', ['config', 'get', 'registry'], { cwd: REPOSITORY })).trim();
  return registry.endsWith('/') ? registry : `${registry}/`;
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  tarballs: readonly Tarball[],
  upstream: string,
): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405).end();
    return;
  }
  const host = `http://${request.headers.host ?? ''}/`;
  const path = (request.url ?? '').slice(1);
  const name = decodeURIComponent(path);
  const found = tarballs.find((tarball) => name === tarball.name || name.startsWith(`${tarball.name}/-/`));
  if (!found) response.writeHead(307, { location: new URL(path, upstream).href }).end();
  else if (name === found.name) response.setHeader('content-type', 'application/json').end(packument(found, host));
  else if (name === tarballPath(found)) response.setHeader('content-type', 'application/octet-stream').end(found.data);
  else response.writeHead(404).end();
}

function tarballPath({ name, fileName }: Tarball): string {
  return `${name}/-/${fileName}`;
}

/** What a registry knows of a package: https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md */
function packument(tarball: Tarball, host: string): string {
  const { name, version, manifest, integrity, shasum } = tarball;
  const dist = { tarball: `${host}${tarballPath(tarball)}`, integrity, shasum };
  return JSON.stringify({ name, 'dist-tags': { latest: version }, versions: { [version]: { ...manifest, dist } } });
}
