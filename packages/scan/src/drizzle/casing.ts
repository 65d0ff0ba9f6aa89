import { ts } from 'ts-morph';
import type { ModuleGraph, SourceModule } from '../module/source-module.js';

type Casing = (key: string) => string;

/** Where people make their `drizzle(…)`, seen from a folder at or above the tables. */
const NAMES = [
  'index',
  'db',
  'database',
  'drizzle',
  'client',
  'connection',
  'db/index',
  'database/index',
  'drizzle/index',
  'lib/db',
  'src/db',
  'server/db',
  'drizzle.config',
];
const LEVELS = 6;

const known = new WeakMap<SourceModule, Casing>();

/** How a column without a name of its own is named after its key: as `drizzle(…)` or `drizzle.config` says, the key itself otherwise. */
export function casingFor(module: SourceModule, graph: ModuleGraph): Casing {
  const before = known.get(module);
  if (before !== undefined) return before;
  const casing = findCasing(module, graph);
  known.set(module, casing);
  return casing;
}

function findCasing(module: SourceModule, graph: ModuleGraph): Casing {
  const own = casingIn(module.source);
  if (own !== null) return own;
  for (let level = 0; level < LEVELS; level += 1) {
    const up = level === 0 ? '.' : Array.from({ length: level }, () => '..').join('/');
    for (const name of NAMES) {
      const candidate = graph.resolve(module, `${up}/${name}`);
      const casing = candidate === null ? null : casingIn(candidate.source);
      if (casing !== null) return casing;
    }
  }
  return (key) => key;
}

function casingIn(source: ts.SourceFile): Casing | null {
  if (!/\bcasing\b/.test(source.text)) return null;
  let found: Casing | null = null;
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && node.name.text === 'casing' && isSetting(node)) {
      const { initializer } = node;
      if (ts.isStringLiteralLike(initializer) && initializer.text === 'snake_case') found = toSnakeCase;
      if (ts.isStringLiteralLike(initializer) && initializer.text === 'camelCase') found = toCamelCase;
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isSetting({ parent: object }: ts.PropertyAssignment): boolean {
  const call = object.parent;
  const callee = ts.isCallExpression(call) && ts.isIdentifier(call.expression) ? call.expression.text : '';
  return /^(?:drizzle|defineConfig)/.test(callee) || ts.isExportAssignment(call) || ts.isSatisfiesExpression(call);
}

const WORDS = /[\da-z]+|[A-Z]+(?![a-z])|[A-Z][\da-z]+/g;

function wordsOf(key: string): readonly string[] {
  return key.replace(/['\u2019]/g, '').match(WORDS) ?? [];
}

function toSnakeCase(key: string): string {
  return wordsOf(key)
    .map((word) => word.toLowerCase())
    .join('_');
}

function toCamelCase(key: string): string {
  return wordsOf(key)
    .map((word, at) => (at === 0 ? word.toLowerCase() : `${word.charAt(0).toUpperCase()}${word.slice(1)}`))
    .join('');
}
