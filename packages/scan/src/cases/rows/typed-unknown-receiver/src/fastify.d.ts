declare module 'fastify' {
  export interface FastifyRequest {
    server: FastifyInstance;
    params: unknown;
  }
  export interface FastifyInstance {
    decorate(name: string, value: unknown): this;
    get(path: string, handler: (request: FastifyRequest) => unknown): this;
  }
  export default function fastify(): FastifyInstance;
}
