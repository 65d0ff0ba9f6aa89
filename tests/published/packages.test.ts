import { checkPackage, createPackageFromTarballData, type Problem } from '@arethetypeswrong/core';
import { readdir, readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { REPOSITORY } from '../run-tool.js';
import { packAll, type Tarball } from './pack.js';

// What would be published, looked at as a registry's user gets it.
const tarballs = await packAll();
const license = await readFile(join(REPOSITORY, 'LICENSE'), 'utf8');

it('packs every package', async () => {
  const folders = await readdir(join(REPOSITORY, 'packages'));
  expect(tarballs.map(({ name }) => name.replace('@rowpact/', '')).sort()).toEqual(folders.sort());
});

describe.each(tarballs)('$name', (tarball) => {
  const { name, version, manifest, files, data } = tarball;
  const code = [...files].filter(([path]) => /\.[cm]?[jt]s$/.test(path));

  it('pleases publint', async () => {
    const { messages, pkg } = await publint({ pack: { tarball: bytes(data) }, strict: true });
    expect(messages.filter(isOurs).map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  it('pleases arethetypeswrong, as a package of ES modules', async () => {
    const result = await checkPackage(createPackageFromTarballData(data));
    expect(result.types).toBeTruthy();
    const entries = 'entrypoints' in result ? Object.keys(result.entrypoints) : [];
    expect(entries).toEqual(expect.arrayContaining(Object.keys(manifest.exports)));
    expect('problems' in result ? result.problems.filter(concernsModules) : result).toEqual([]);
  });

  it('says what it is, for which Node, and under which licence', () => {
    expect(manifest).toMatchObject({ license: 'MIT', engines: { node: '>=20.19' }, types: './dist/index.d.ts' });
    expect(manifest.description).toMatch(/\w{3,}/);
    expect(files.get('LICENSE')).toBe(license);
    expect(files.get('README.md')).toContain(`# ${name}\n`);
  });

  it('has a README whose links lead to what is in the package', () => {
    const links = [...(files.get('README.md') ?? '').matchAll(/\]\((?!https:)([^)#]+)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !files.has(posix.normalize(link)))).toEqual([]);
  });

  it('has no tests, build records or source maps, and no name for one', () => {
    const strange = [...files.keys()].filter((path) =>
      /\.(test|spec)\.|(^|\/)(testing|cases|tests?|__\w+__)\/|\.tsbuildinfo$|\.map$/.test(path),
    );
    expect(strange).toEqual([]);
    expect(filesWith(files, /^\/\/# sourceMappingURL=/m)).toEqual([]);
  });

  it('has no path of the machine that built it', () => {
    const machine = [REPOSITORY, homedir()].filter((path) => dirname(path) !== path && path.length > 5);
    expect(machine).toContain(REPOSITORY);
    for (const path of machine) expect(filesWith(files, path)).toEqual([]);
    expect(filesWith(files, 'file:///')).toEqual([]);
  });

  it('has every file and declares every package that its modules import', () => {
    const imports = code.flatMap(([path, text]) => importsOf(path, text).map((specifier) => ({ path, specifier })));
    const relative = imports.filter(({ specifier }) => specifier.startsWith('.'));
    const lost = relative.filter(({ path, specifier }) => !files.has(posix.join(posix.dirname(path), specifier)));
    expect(lost).toEqual([]);
    const bare = imports.filter(({ specifier }) => !specifier.startsWith('.') && !isBuiltin(specifier));
    const undeclared = bare.filter(({ specifier }) => !isDeclared(packageOf(specifier), tarball));
    expect(imports.length).toBeGreaterThan(0);
    expect(undeclared).toEqual([]);
  });

  it('declares no package that neither its code names nor another of its packages asks for', async () => {
    const named = new Set(code.flatMap(([path, text]) => textsOf(path, text).map(packageOf)));
    const dependencies = Object.keys(manifest.dependencies ?? {});
    const peers = await Promise.all(dependencies.map(peersOf));
    const asked = new Set([...named, ...peers.flat()]);
    const unasked = dependencies.filter((dependency) => !asked.has(dependency.replace('@types/', '')));
    // PGlite's extensions are looked for by a name that is put together.
    const begun = code.flatMap(([path, text]) => beginningsOf(path, text)).filter((text) => /^@[\w-]+\/\w/.test(text));
    expect(unasked.filter((dependency) => !begun.some((text) => dependency.startsWith(text)))).toEqual([]);
  });

  it('takes the packages beside it in its own version', () => {
    const beside = Object.entries(manifest.dependencies ?? {}).filter(([dependency]) =>
      tarballs.some((other) => other.name === dependency),
    );
    expect(beside.map(([, range]) => range)).toEqual(beside.map(() => version));
  });
});

/** The buffer of exactly these bytes: what is read from a small file shares one with others. */
function bytes(data: Uint8Array): ArrayBuffer {
  return new Uint8Array(data).buffer;
}

/** There is no public home yet, so no `repository` can be named. */
function isOurs({ code }: { readonly code: string }): boolean {
  return code !== 'USE_REPOSITORY';
}

/** `require` of an ES module works from Node 20.19 on; TypeScript's older resolutions for CommonJS do not know that. */
function concernsModules(problem: Problem): boolean {
  const kind = 'resolutionKind' in problem ? problem.resolutionKind : null;
  return kind !== 'node10' && kind !== 'node16-cjs';
}

function filesWith(files: ReadonlyMap<string, string>, sought: string | RegExp): readonly string[] {
  const has = (text: string): boolean => (typeof sought === 'string' ? text.includes(sought) : sought.test(text));
  return [...files].filter(([, text]) => has(text)).map(([path]) => path);
}

/** Whether a package is there for who installs this one; the types of a package can come from DefinitelyTyped. */
function isDeclared(imported: string, { name, manifest }: Tarball): boolean {
  const declared = { [name]: '', ...manifest.dependencies, ...manifest.peerDependencies };
  return imported in declared || `@types/${imported}` in declared;
}

/** What a dependency asks its users to install beside it. */
async function peersOf(dependency: string): Promise<readonly string[]> {
  const text = await readFile(join(REPOSITORY, 'node_modules', dependency, 'package.json'), 'utf8');
  const { peerDependencies = {}, peerDependenciesMeta = {} } = JSON.parse(text) as PeerManifest;
  return Object.keys(peerDependencies).filter((peer) => peerDependenciesMeta[peer]?.optional !== true);
}

interface PeerManifest {
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

function nodesOf(path: string, text: string): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest));
  return found;
}

/** Every module that a module or a declaration imports by its name. */
function importsOf(path: string, text: string): readonly string[] {
  return nodesOf(path, text)
    .map(specifierOf)
    .flatMap((node) => (node && ts.isStringLiteralLike(node) ? [node.text] : []));
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return node.argument.literal;
  if (!ts.isCallExpression(node)) return undefined;
  const { expression } = node;
  const imports = expression.kind === ts.SyntaxKind.ImportKeyword;
  return imports || (ts.isIdentifier(expression) && expression.text === 'require') ? node.arguments[0] : undefined;
}

/** Every string: some packages are loaded late, by a name that is handed on. */
function textsOf(path: string, text: string): readonly string[] {
  return nodesOf(path, text).flatMap((node) => (ts.isStringLiteralLike(node) ? [node.text] : []));
}

/** What stands before the first `${` of every template. */
function beginningsOf(path: string, text: string): readonly string[] {
  return nodesOf(path, text).flatMap((node) => (ts.isTemplateHead(node) ? [node.text] : []));
}

function packageOf(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}
