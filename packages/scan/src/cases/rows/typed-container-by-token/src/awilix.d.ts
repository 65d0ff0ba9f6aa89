declare module 'awilix' {
  export interface Resolver<T> {
    resolve(): T;
    singleton(): Resolver<T>;
  }
  export interface AwilixContainer<Cradle extends object> {
    cradle: Cradle;
    register(registrations: { [Name in keyof Cradle]: Resolver<Cradle[Name]> }): this;
    resolve<Name extends keyof Cradle>(name: Name): Cradle[Name];
  }
  export function asClass<T>(type: new (...given: never[]) => T): Resolver<T>;
  export function createContainer<Cradle extends object>(): AwilixContainer<Cradle>;
}
