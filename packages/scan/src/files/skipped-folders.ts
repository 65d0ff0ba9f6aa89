/** Nobody's own source, wherever they lie. */
const NEVER = new Set(['.git', '.hg', '.svn', '.jj']);
const ANYWHERE = new Set([
  ...['node_modules', 'bower_components', 'jspm_packages', '.yarn', '.pnpm-store', '.pnp'],
  ...[
    '.svelte-kit',
    '.next',
    '.nuxt',
    '.output',
    '.astro',
    '.angular',
    '.docusaurus',
    '.vercel',
    '.netlify',
    '.wrangler',
  ],
  ...['.nx', '.turbo', '.cache', '.parcel-cache', '.vite', '.nyc_output', 'storybook-static'],
]);
/** What is built, where it lies beside a package.json; elsewhere (`routes/build`) they are names like any other. */
const BESIDE_MANIFEST = new Set(['dist', 'build', 'out', 'coverage', 'target']);

/** Whether a folder is passed by although git does not ignore it. `named`: what the settings' `include` names. */
export function isSkippedFolder(name: string, besideManifest: boolean, named: ReadonlySet<string>): boolean {
  if (NEVER.has(name)) return true;
  if (named.has(name)) return false;
  return ANYWHERE.has(name) || (besideManifest && BESIDE_MANIFEST.has(name));
}
