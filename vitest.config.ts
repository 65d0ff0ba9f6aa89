import { defineConfig } from 'vitest/config';

// Unit tests read the packages' sources (condition @rowpact/source); end-to-end tests run what is built.
export default defineConfig({
  resolve: { conditions: ['@rowpact/source'] },
  ssr: { resolve: { conditions: ['@rowpact/source'] } },
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
    maxWorkers: 2,
  },
});
