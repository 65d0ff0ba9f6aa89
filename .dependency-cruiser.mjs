// The layer rule: model <- postgres | scan | registry | impact | codegen <- rowpact <- nx. Each rule says why, to whoever trips over it.
const PARTS = 'postgres|scan|registry|impact|codegen';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycle',
      comment:
        'Two files that need each other are one file, or hide a third one that both need. Type-only imports count: ' +
        'a cycle of types is still a cycle for the reader. Move the shared shape to its own file.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'model-imports-nothing',
      comment:
        'The model holds the shapes that every part exchanges. If it imports a part, every part depends on every other.',
      severity: 'error',
      from: { path: '^packages/model/' },
      to: { path: '^packages/(?!model/)' },
    },
    {
      name: 'parts-never-import-parts',
      comment:
        'Parts meet in rowpact only. A part that imports another cannot be understood, tested or replaced alone. ' +
        'Pass the value in, or move its shape to the model.',
      severity: 'error',
      from: { path: `^packages/(${PARTS})/` },
      to: { path: '^packages/(?!model/)', pathNot: '^packages/$1/' },
    },
    {
      name: 'rowpact-below-nx',
      comment: 'Everything must work from the plain CLI. What only the Nx plugin can reach is lost to everybody else.',
      severity: 'error',
      from: { path: '^packages/rowpact/' },
      to: { path: ['^packages/nx/', 'node_modules/(nx|@nx)/'] },
    },
    {
      name: 'nx-talks-to-rowpact',
      comment: 'The Nx plugin is a thin door: it calls the public API of rowpact, so both give the same answers.',
      severity: 'error',
      from: { path: '^packages/nx/' },
      to: { path: `^packages/(${PARTS})/` },
    },
    {
      name: 'front-door-only',
      comment:
        "Import a package by its name, or a subpath that it exports. Reaching into another package's src makes every file of it public.",
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^packages/[^/]+/src/', pathNot: ['^packages/$1/', '/index\\.ts$'] },
    },
    {
      name: 'products-do-not-import-tools',
      comment: 'tools/ and tests/ are for us; what we ship must not need them.',
      severity: 'error',
      from: { path: '^packages/', pathNot: '\\.test\\.ts$|/testing/' },
      to: { path: '^(tools|tests|examples)/' },
    },
    {
      name: 'examples-are-strangers',
      comment:
        'An example is what a user has. A user has the published packages and the generated module, nothing else.',
      severity: 'error',
      from: { path: '^examples/' },
      to: { path: '^(packages|tools|tests)/' },
    },
    {
      name: 'no-test-code-in-products',
      comment: 'A test file is never part of what is built.',
      severity: 'error',
      from: { path: '^(packages|tools)/', pathNot: '\\.test\\.ts$|/testing/' },
      to: { path: '\\.test\\.ts$|/testing/' },
    },
    {
      name: 'declared-dependencies-only',
      comment:
        'What is imported but not declared works here through hoisting and fails at the user. Declare it in the package that imports it.',
      severity: 'error',
      from: { path: '^packages/', pathNot: '\\.test\\.ts$|/testing/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'] },
    },
    {
      name: 'resolvable',
      comment:
        'This import leads nowhere. (The examples have aliases of their own, which their own type-checks resolve.)',
      severity: 'error',
      from: { pathNot: '^examples/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['(^|/)dist/', '(^|/)build/', '\\.svelte-kit', '/cases/'] },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    tsConfig: { fileName: 'tsconfig.source.json' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'types', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
};
