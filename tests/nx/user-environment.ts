/** This process's environment, less what npm, Nx or a CI service told it about this repository. */
export function userEnvironment(): Readonly<Record<string, undefined>> {
  const told = Object.keys(process.env).filter((name) => /^(?:npm_|nx_|init_cwd$|ci$|rowpact_)/i.test(name));
  return Object.fromEntries(told.map((name) => [name, undefined]));
}
