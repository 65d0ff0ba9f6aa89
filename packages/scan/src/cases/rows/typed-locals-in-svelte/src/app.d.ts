declare namespace App {
  interface PageData {
    player?: any;
  }
}
declare module '$app/session' {
  export const session: { data: App.PageData };
}
