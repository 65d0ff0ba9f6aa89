import { basename } from 'node:path';

const MODULE = /\.(?:[cm]?[jt]s|[jt]sx|svelte|vue|astro)$/;
const NOT_SOURCE = /\.d\.(?:[^.]+\.)?[cm]?ts$|[.-]min\.[cm]?js$/;

const TEST_FOLDER = new Set(['__tests__', '__mocks__', '__fixtures__', 'test', 'tests', 'e2e', 'cypress']);
const TEST_FILE = /\.(?:test|spec|e2e|cy|stories|story)\.[^.]+$/;
/** What the routers of SvelteKit and Next.js give a meaning is no test, however its folder is called. */
const ROUTE_FILE = /^(?:\+(?:page|layout|server|error)\b|(?:page|layout|route|loading|template|default)\.[jt]sx?$)/;

/** What a consumer's file can be to the scanner. */
export type SourceKind = 'module' | 'sql';

/** Null for files that hold no SQL that runs: other kinds, declarations, minified code. */
export function sourceKind(path: string): SourceKind | null {
  const name = basename(path);
  if (name.endsWith('.sql')) return 'sql';
  return MODULE.test(name) && !NOT_SOURCE.test(name) ? 'module' : null;
}

/** Whether a file is there for tests alone, by its path and the names that the settings ask for. */
export function isTest(path: string, named: ReadonlySet<string>): boolean {
  const segments = path.split('/');
  const name = segments.pop() ?? '';
  if (TEST_FILE.test(name)) return !named.has(name);
  if (ROUTE_FILE.test(name)) return false;
  return segments.some((segment) => TEST_FOLDER.has(segment) && !named.has(segment));
}
