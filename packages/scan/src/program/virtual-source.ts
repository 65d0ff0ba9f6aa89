import { originalPositionFor, generatedPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { createRequire } from 'node:module';
import type { svelte2tsx } from 'svelte2tsx';
import { ts } from 'ts-morph';

/** A component as TypeScript, and the way between places in the two texts. Lines and columns count from 1. */
export interface VirtualSource {
  readonly text: string;
  readonly kind: ts.ScriptKind;
  /** Null for what stands in the TypeScript only. */
  readonly toOriginal: (line: number, column: number) => Position | null;
  readonly toVirtual: (line: number, column: number) => Position | null;
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

interface Svelte2Tsx {
  readonly svelte2tsx: typeof svelte2tsx;
}

let loaded: Svelte2Tsx | null = null;

/** Loaded when the first component is met: it brings a compiler with it, and a service without Svelte needs none. */
function svelteCompiler(): Svelte2Tsx {
  // The package is CommonJS, and its types are its own.
  loaded ??= createRequire(import.meta.url)('svelte2tsx') as Svelte2Tsx;
  return loaded;
}

/** Turns a Svelte component into the TypeScript that its language tools check. Throws what the compiler throws at bad markup. */
export function svelteSource(path: string, text: string): VirtualSource {
  const isTsFile = /<script\b[^>]*\blang\s*=\s*["']?(?:ts|typescript)\b/.test(text);
  const { code, map } = svelteCompiler().svelte2tsx(text, {
    filename: path,
    isTsFile,
    mode: 'ts',
    emitOnTemplateError: true,
    version: '5.0.0',
  });
  // The library's `version` is any number; the format knows only 3, which it is.
  const trace = new TraceMap({ ...map, version: 3, sourcesContent: [] });
  const source = trace.sources[0] ?? '';
  return {
    text: code,
    kind: ts.ScriptKind.TS,
    toOriginal: (line, column) => {
      const found = originalPositionFor(trace, { line, column: column - 1 });
      return found.line === null ? null : { line: found.line, column: found.column + 1 };
    },
    toVirtual: (line, column) => {
      const found = generatedPositionFor(trace, { source, line, column: column - 1 });
      return found.line === null ? null : { line: found.line, column: found.column + 1 };
    },
  };
}

const VOID_ELEMENTS = 'area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr';

/**
 * An Astro component as TSX, every character where it was: the fence that ends the frontmatter becomes the tag that opens its markup.
 */
export function astroSource(text: string): VirtualSource {
  const same = (line: number, column: number): Position => ({ line, column });
  const fences = /^(\s*)---([\s\S]*?)---/.exec(text);
  const [whole = '', before = '', frontmatter = ''] = fences ?? [];
  const markup = asJsx(text.slice(whole.length));
  const code = fences ? `${before}   ${frontmatter};<>${markup}</>` : `<>${markup}</>`;
  const shift = fences ? 0 : 2;
  return {
    text: code,
    kind: ts.ScriptKind.TSX,
    toOriginal: (line, column) => same(line, line === 1 ? column - shift : column),
    toVirtual: (line, column) => same(line, line === 1 ? column + shift : column),
  };
}

/** Blanks what HTML allows and JSX does not. */
function asJsx(markup: string): string {
  return markup
    .replaceAll(/<!--[\s\S]*?-->|<!doctype[^>]*>/gi, blank)
    .replaceAll(/(<(script|style)\b[^>]*>)([\s\S]*?)(<\/\2>)/gi, blank)
    .replaceAll(
      new RegExp(`<(?:${VOID_ELEMENTS})\\b(?:"[^"]*"|'[^']*'|\\{[^}]*\\}|[^>"'{])*>`, 'gi'),
      blankAroundBraces,
    )
    .replaceAll(/\b(?:class:list|set:html|set:text|client:[a-z]+)=/g, (name) => name.replace(':', '_'));
}

function blank(text: string): string {
  return text.replaceAll(/[^\r\n]/g, ' ');
}

function blankAroundBraces(tag: string): string {
  return tag.replaceAll(/\{[^}]*\}|[^\r\n{]/g, (part) => (part.length > 1 ? part : ' '));
}
