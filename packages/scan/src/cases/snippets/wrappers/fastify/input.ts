import type { FastifyInstance } from 'fastify';
export async function routes(fastify: FastifyInstance) {
  fastify.get('/teams', async () => fastify.pg.query('SELECT id FROM teams'));
  fastify.get('/players', async (request) => {
    const client = await fastify.pg.connect();
    return client.query('SELECT id FROM players');
  });
}
