import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

// Layers and import cycles are dependency-cruiser's (.dependency-cruiser.mjs); formatting is prettier's.
export default defineConfig(
  {
    ignores: [
      '**/dist/',
      '**/build/',
      '**/.svelte-kit/',
      '**/node_modules/',
      '**/.nx/',
      '**/cases/**',
      '**/*.gen.ts',
      'examples/**',
      '**/*.mjs',
      '**/*.js',
    ],
  },
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { project: ['./packages/*/tsconfig.json', './tools/tsconfig.json', './tsconfig.tests.json'] },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/only-throw-error': 'error',
      // An async function without await keeps an interface's promise, and turns what it throws into a rejection.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration',
          message: 'Named exports only: a name that can be searched for. Default exports where a host demands one.',
        },
      ],
      'no-console': 'error',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 320, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // Doors: the only places of the shipped packages that read clock, environment or working folder.
    files: ['packages/*/src/**/*.ts'],
    ignores: ['packages/rowpact/src/bin.ts', 'packages/nx/src/**', '**/*.test.ts', '**/testing/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'cwd',
          message: 'The working folder comes in as a parameter, from the command (packages/rowpact/src/bin.ts).',
        },
        {
          object: 'process',
          property: 'env',
          message: 'The environment comes in as a parameter, from the command (packages/rowpact/src/bin.ts).',
        },
        {
          object: 'Math',
          property: 'random',
          message:
            'Output must be the same in every run. For a unique file name use node:crypto in the file that writes.',
        },
      ],
    },
  },
  {
    files: ['**/*.test.ts', '**/testing/**', 'tests/**', '*.config.ts'],
    rules: {
      'max-lines-per-function': 'off',
      'max-lines': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      'no-restricted-syntax': 'off',
    },
  },
  { files: ['tools/**', 'tests/**'], rules: { 'no-console': 'off' } },
);
