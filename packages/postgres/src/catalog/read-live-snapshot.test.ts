import { createServer, type Server, type Socket } from 'node:net';
import { FailureError, type Failure } from '@rowpact/model';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { introspect } from './introspect.js';
import { readLiveSnapshot } from './read-live-snapshot.js';
import { NO_SERVERS, serverUrls } from './testing/databases.js';

const PASSWORD = 's3cret/word';
const servers: Server[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve)))));

/** A server on loopback that is no PostgreSQL; answers its port. */
function listen(answer: (socket: Socket) => void): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer((socket) => answer(socket.on('error', () => undefined)));
    servers.push(server);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(address && typeof address === 'object' ? address.port : 0);
    });
  });
}

function addressOf(port: number): string {
  return `postgres://coach:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/league`;
}

async function failureFor(url: string, statementTimeoutMs = 2_000): Promise<Failure> {
  const error: unknown = await readLiveSnapshot({ url, statementTimeoutMs }).catch((thrown: unknown) => thrown);
  if (!(error instanceof FailureError)) throw error;
  const told = JSON.stringify(error.failures) + error.message;
  expect(told).not.toContain(PASSWORD);
  expect(told).not.toContain(encodeURIComponent(PASSWORD));
  expect(told).not.toContain('postgres://coach');
  return error.failures[0];
}

/** An ErrorResponse of the wire protocol. */
function errorResponse(fields: Readonly<Record<string, string>>): Buffer {
  const body = Buffer.from(
    Object.entries(fields)
      .map(([key, value]) => `${key}${value}\0`)
      .join('') + '\0',
  );
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

describe('a database that cannot be read', () => {
  it('is unreachable where nothing listens', async () => {
    const port = await listen(() => undefined);
    await new Promise((resolve) => servers.splice(0)[0]?.close(resolve));
    const failure = await failureFor(addressOf(port));
    expect(failure.code).toBe('database-unreachable');
    expect(failure.message).toContain(`database "league" on 127.0.0.1:${port} as user "coach"`);
    expect(failure.message).toContain('ECONNREFUSED');
  });

  it('is unreachable where the server says nothing', async () => {
    const sockets: Socket[] = [];
    const port = await listen((socket) => sockets.push(socket));
    const failure = await failureFor(addressOf(port), 100);
    for (const socket of sockets) socket.destroy();
    expect(failure).toMatchObject({ code: 'database-unreachable' });
  });

  it('is unreachable where the server hangs up', async () => {
    const port = await listen((socket) => socket.destroy());
    expect(await failureFor(addressOf(port))).toMatchObject({ code: 'database-unreachable' });
  });

  it('is refused, in the words of the server but for the password', async () => {
    const port = await listen((socket) =>
      socket.once('data', () =>
        socket.end(errorResponse({ S: 'FATAL', V: 'FATAL', C: '28P01', M: `no entry for "coach" with ${PASSWORD}` })),
      ),
    );
    const failure = await failureFor(addressOf(port));
    expect(failure).toMatchObject({ code: 'database-refused', sql: { sqlstate: '28P01' } });
    expect(failure.message).toContain('no entry for "coach" with ***');
    expect(failure.hint).toContain('pg_hba.conf');
  });

  it('is unreachable while it starts up', async () => {
    const port = await listen((socket) =>
      socket.once('data', () =>
        socket.end(errorResponse({ S: 'FATAL', V: 'FATAL', C: '57P03', M: 'the database system is starting up' })),
      ),
    );
    expect(await failureFor(addressOf(port))).toMatchObject({ code: 'database-unreachable' });
  });

  it('has an address that can be read', async () => {
    expect(await failureFor(`postgres://coach:${PASSWORD}%zz@[/league`)).toMatchObject({
      code: 'database-unreachable',
    });
  });
});

describe.skipIf(serverUrls.length === 0)('a live database', () => {
  it.each(serverUrls)('on %s is read, and nothing is left behind', async (url) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      const expected = await introspect(async (sql) => (await client.query<Record<string, unknown>>(sql)).rows);
      expect(await readLiveSnapshot({ url, statementTimeoutMs: 10_000 })).toEqual(expected);
      const { rows } = await client.query(
        `select state from pg_stat_activity where application_name = 'rowpact' and state <> 'idle'`,
      );
      expect(rows).toEqual([]);
    } finally {
      await client.end();
    }
  });

  it.each(serverUrls)('on %s refuses a database and a user that are not there', async (url) => {
    const address = new URL(url);
    address.pathname = '/no_such_league';
    expect(await failureFor(address.href)).toMatchObject({ code: 'database-refused', sql: { sqlstate: '3D000' } });
    const user = new URL(url);
    user.username = 'nobody_we_know';
    expect(await failureFor(user.href)).toMatchObject({ code: 'database-refused', sql: { sqlstate: '28000' } });
  });

  it('does not wait behind the lock of a migration', async () => {
    const [url = ''] = serverUrls;
    const name = `rowpact_locked_${process.pid}`;
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(`create table ${name} (id integer); create view ${name}_view as select * from ${name}`);
      await client.query(`begin; lock table ${name} in access exclusive mode`);
      const failure = await failureFor(url, 300);
      expect(failure).toMatchObject({ code: 'database-refused' });
      expect(['55P03', '57014']).toContain(failure.sql?.sqlstate);
    } finally {
      await client.query('rollback');
      await client.query(`drop table ${name} cascade`);
      await client.end();
    }
  });
});

if (serverUrls.length === 0) it.skip(NO_SERVERS);
