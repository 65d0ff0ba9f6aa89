declare module '@trpc/server' {
  interface Procedure<Ctx> {
    query<Output>(resolve: (options: { ctx: Ctx }) => Output): { output: Output };
  }
  interface Builder<Ctx> {
    context<Next extends object | ((...given: any[]) => any)>(): Builder<
      Next extends (...given: any[]) => any ? Awaited<ReturnType<Next>> : Next
    >;
    create(): { procedure: Procedure<Ctx> };
  }
  export const initTRPC: Builder<object>;
}
declare module '@trpc/server/adapters/standalone' {
  export function createHTTPServer(options: { createContext: () => unknown }): { listen(port: number): void };
}
