declare module 'p-map' {
  export default function pMap<Element, NewElement>(
    input: Iterable<Element | Promise<Element>>,
    mapper: (element: Element, index: number) => NewElement | Promise<NewElement>,
    options?: { readonly concurrency?: number },
  ): Promise<NewElement[]>;
}
