declare module 'express' {
  export interface Application {
    locals: Record<string, any>;
    get(path: string, handle: (request: Request, response: Response) => unknown): void;
  }
  export interface Request {
    app: Application;
  }
  export interface Response {
    send(body: string): void;
  }
  export default function express(): Application;
}
