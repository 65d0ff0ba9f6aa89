declare module 'inversify' {
  export class Container {
    bind<T>(token: symbol): { to(type: new (...given: never[]) => T): void };
    get<T>(token: symbol): T;
  }
}
