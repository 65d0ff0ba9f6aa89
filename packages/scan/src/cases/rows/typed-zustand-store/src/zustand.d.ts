declare module 'zustand' {
  type Set<State> = (partial: Partial<State>) => void;
  interface UseStore<State> {
    (): State;
    <Part>(select: (state: State) => Part): Part;
  }
  export function create<State>(make: (set: Set<State>) => State): UseStore<State>;
}
