declare module 'service-kit' {
  export function createServices<Services extends object>(make: () => Services): { readonly current: Services };
}
