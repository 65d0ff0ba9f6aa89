declare module 'koa' {
  export interface Context<Services> {
    services: Services;
    body: unknown;
  }
  export type Middleware<Services> = (context: Context<Services>) => Promise<void>;
}
