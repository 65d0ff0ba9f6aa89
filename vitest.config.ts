import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Not in tsconfig.base.json: Nx takes paths from there, and would then load our own plugin from TypeScript.
const source = readFileSync(new URL('tsconfig.source.json', import.meta.url), 'utf8');
const { paths } = (JSON.parse(source) as { compilerOptions: { paths: Record<string, [string]> } }).compilerOptions;

/** TypeScript's `paths` for Vite, whose own reading of them leaves out files that no tsconfig.json includes: our tests. */
const alias = Object.entries(paths).map(([name, [path]]) => ({
  find: new RegExp(`^${name.replace('*', '([^/]+)')}$`),
  replacement: fileURLToPath(new URL(path.replace('*', '$1'), import.meta.url)),
}));

// Unit tests read the packages' sources (`paths` of tsconfig.source.json); end-to-end tests run what is built.
export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'tools/src/**/*.test.ts'],
          // What stands in a case is somebody's source, also where it looks like a test.
          exclude: ['**/cases/**', '**/node_modules/**'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: { name: 'e2e', include: ['tests/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 300_000 },
      },
    ],
    // One worker per processor, and two at the least: tests wait for processes of their own.
    maxWorkers: Math.max(2, availableParallelism()),
  },
});
