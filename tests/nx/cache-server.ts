import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** A self-hosted remote cache on the loopback interface, in memory: Nx's protocol, `GET` and `PUT /v1/cache/{hash}`. */
export class CacheServer {
  readonly #server: Server;
  readonly #kept = new Map<string, Buffer>();

  private constructor(token: string) {
    this.#server = createServer((request, response) => void this.#answer(request, response, token));
  }

  static async start(token: string): Promise<CacheServer> {
    const server = new CacheServer(token);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    server.#server.unref(); // a test that forgets to stop it must not keep the process alive
    return server;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo; // it listens on a port
    return `http://127.0.0.1:${port}`;
  }

  /** The hashes that it keeps something for, sorted. */
  stored(): readonly string[] {
    return [...this.#kept.keys()].sort();
  }

  /** What it keeps, unpacked as far as text can be searched in it: archives with the tasks' output and files. */
  texts(): readonly string[] {
    return [...this.#kept.values()].map((body) => gunzipSync(body).toString('latin1'));
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse, token: string): Promise<void> {
    const hash = /^\/v1\/cache\/(\w+)$/.exec(request.url ?? '')?.[1];
    if (request.headers.authorization !== `Bearer ${token}`)
      response.writeHead(401, { 'content-type': 'text/plain' }).end('who are you?');
    else if (hash === undefined) response.writeHead(404).end();
    else if (request.method === 'GET') this.#get(hash, response);
    else if (request.method === 'PUT') await this.#put(hash, request, response);
    else response.writeHead(405).end();
  }

  #get(hash: string, response: ServerResponse): void {
    const body = this.#kept.get(hash);
    if (body === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(body);
  }

  async #put(hash: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer); // a request without an encoding gives bytes
    const isNew = !this.#kept.has(hash);
    if (isNew) this.#kept.set(hash, Buffer.concat(parts));
    response.writeHead(isNew ? 200 : 409).end();
  }
}
