/** Stands in for the package that an override imports from. */
declare module 'temporal-polyfill' {
  export namespace Temporal {
    interface PlainDate {
      readonly day: number;
    }
  }
}
