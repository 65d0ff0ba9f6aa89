import { dirname, join, resolve } from 'node:path';
import { ts } from 'ts-morph';
import type { Lookups } from './lookups.js';
import type { RecordedDisk } from './recorded-disk.js';

/** A name that stands for a folder or file: `$lib` for `<folder>/src/lib`. */
export interface Alias {
  readonly name: string;
  readonly target: string;
}

const EXTENSIONS = ['js', 'ts', 'mjs', 'mts', 'cjs', 'cts'];
const FRAMEWORK_CONFIG = /^(?:svelte|vite|vitest|nuxt|astro|electron\.vite)\.config\.[cm]?[jt]s$/;

/**
 * What the configurations of SvelteKit, Vite, Nuxt and Astro call other folders. A fresh clone has no tsconfig that says so: the
 * framework's own command writes it.
 */
export class FrameworkAliases {
  private readonly byFolder = new Map<string, { readonly value: readonly Alias[]; readonly lookups: Lookups }>();

  constructor(private readonly disk: RecordedDisk) {}

  /** Longest name first; those of the nearest folder with such a configuration. */
  of(folder: string): readonly Alias[] {
    const known = this.byFolder.get(folder);
    if (known) {
      this.disk.enter(known.lookups);
      return known.value;
    }
    const found = this.disk.record(() => this.find(folder));
    this.byFolder.set(folder, found);
    return found.value;
  }

  private find(folder: string): readonly Alias[] {
    const files = ['svelte', 'vite', 'nuxt', 'astro'].flatMap((name) =>
      EXTENSIONS.map((extension) => `${name}.config.${extension}`),
    );
    const present = files.filter((name) => FRAMEWORK_CONFIG.test(name) && this.disk.isFile(join(folder, name)));
    if (present.length === 0) {
      const parent = dirname(folder);
      return parent === folder ? [] : this.of(parent);
    }
    const aliases = present.flatMap((name) => this.read(folder, name));
    return aliases.sort((left, right) => right.name.length - left.name.length);
  }

  private read(folder: string, name: string): readonly Alias[] {
    const path = join(folder, name);
    const source = ts.createSourceFile(path, this.disk.read(path) ?? '', ts.ScriptTarget.ESNext, true);
    const own = aliasesIn(source, folder);
    if (name.startsWith('svelte.')) return [...own, { name: '$lib', target: libFolder(source, folder) }];
    if (name.startsWith('nuxt.')) return [...own, ...nuxtAliases(folder, this.disk)];
    return own;
  }
}

function nuxtAliases(folder: string, disk: RecordedDisk): readonly Alias[] {
  const app = join(folder, 'app');
  const source = disk.isFolder(app) ? app : folder;
  return [
    ...['~~', '@@'].map((name) => ({ name, target: folder })),
    ...['~', '@'].map((name) => ({ name, target: source })),
  ];
}

/** `kit.files.lib`, by default `src/lib`. */
function libFolder(source: ts.SourceFile, folder: string): string {
  const lib = propertyNamed(source, 'lib', 'files');
  const target = lib && pathIn(lib.initializer, folder);
  return target ?? join(folder, 'src/lib');
}

/** Every `alias: { name: path }` and `alias: [{ find, replacement }]`. */
function aliasesIn(source: ts.SourceFile, folder: string): readonly Alias[] {
  const alias = propertyNamed(source, 'alias', null)?.initializer;
  if (alias === undefined) return [];
  if (ts.isObjectLiteralExpression(alias)) {
    return alias.properties.flatMap((property) =>
      ts.isPropertyAssignment(property) ? aliasOf(nameOf(property.name), property.initializer, folder) : [],
    );
  }
  if (!ts.isArrayLiteralExpression(alias)) return [];
  return alias.elements.flatMap((element) => {
    if (!ts.isObjectLiteralExpression(element)) return [];
    const find = initializerOf(element, 'find');
    const replacement = initializerOf(element, 'replacement');
    if (!find || !replacement || !ts.isStringLiteralLike(find)) return [];
    return aliasOf(find.text, replacement, folder);
  });
}

function aliasOf(name: string | null, value: ts.Expression, folder: string): readonly Alias[] {
  const target = pathIn(value, folder);
  if (name === null || target === null) return [];
  return [{ name: name.replace(/\/\*?$/, ''), target: target.replace(/\/\*?$/, '') }];
}

/** The first property of this name, in an object that is the property `parent` where one is given. */
function propertyNamed(source: ts.SourceFile, name: string, parent: string | null): ts.PropertyAssignment | undefined {
  const visit = (node: ts.Node): ts.PropertyAssignment | undefined => {
    if (ts.isPropertyAssignment(node) && nameOf(node.name) === name) {
      const owner = node.parent.parent;
      if (parent === null || (ts.isPropertyAssignment(owner) && nameOf(owner.name) === parent)) return node;
    }
    return ts.forEachChild(node, visit);
  };
  return visit(source);
}

function initializerOf(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  for (const property of object.properties) {
    if (ts.isPropertyAssignment(property) && nameOf(property.name) === name) return property.initializer;
  }
  return undefined;
}

function nameOf(name: ts.PropertyName): string | null {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : null;
}

/** A path as people write it there: a string, or `path.resolve(__dirname, …)`, `new URL('./src', import.meta.url)` around one. */
function pathIn(value: ts.Expression, folder: string): string | null {
  if (ts.isStringLiteralLike(value)) return resolve(folder, value.text);
  if (!ts.isCallExpression(value) && !ts.isNewExpression(value)) return null;
  const parts = (value.arguments ?? []).filter((argument) => !isFolderItself(argument));
  if (parts.length === 1 && parts[0] && !ts.isStringLiteralLike(parts[0])) return pathIn(parts[0], folder);
  const texts = parts.map((part) => (ts.isStringLiteralLike(part) ? part.text : null));
  return texts.includes(null) ? null : resolve(folder, ...texts.filter((text) => text !== null));
}

function isFolderItself(node: ts.Expression): boolean {
  const text = node.getText();
  return ['__dirname', 'import.meta.url', 'import.meta.dirname', 'process.cwd()'].includes(text);
}
