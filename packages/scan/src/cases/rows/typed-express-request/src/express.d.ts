declare namespace Express {
  interface Request {}
}
declare module 'express' {
  export interface Request extends Express.Request {
    params: Record<string, string>;
  }
  export interface Response {
    send(body: string): void;
  }
  export type NextFunction = () => void;
}
