declare module '@sveltejs/kit' {
  export interface RequestEvent {
    locals: App.Locals;
    params: Record<string, string>;
  }
  export type Handle = (input: {
    event: RequestEvent;
    resolve: (event: RequestEvent) => Promise<Response>;
  }) => Promise<Response>;
}
