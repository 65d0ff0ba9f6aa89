export {};

declare module './player' {
  interface Player {
    initials: string;
  }
}
