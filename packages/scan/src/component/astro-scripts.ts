import type { ScriptBlock } from './component-scripts.js';
import { scriptTags } from './script-tags.js';

const FENCE = '---';
const OPENING = /^(?:\s|<!--[^]*?-->)*---/;

/**
 * The frontmatter and the `<script>` elements of an Astro component. Its compiler is not asked: it is WebAssembly, started
 * asynchronously, and the only rule needed of it is where the frontmatter ends.
 */
export function astroScripts(text: string): readonly ScriptBlock[] {
  const opening = OPENING.exec(text)?.[0].length;
  if (opening === undefined) return scriptsBehind(text, 0);
  const end = closingFence(text, opening) ?? firstFenceLine(text, opening);
  if (end === null) return [{ tag: opening, start: opening, end: text.length, language: 'ts', src: null }];
  const frontmatter: ScriptBlock = { tag: opening - FENCE.length, start: opening, end, language: 'ts', src: null };
  return [frontmatter, ...scriptsBehind(text, end + FENCE.length)];
}

/** Astro takes its scripts for TypeScript whatever they say. */
function scriptsBehind(text: string, from: number): readonly ScriptBlock[] {
  const data = /^(?:application\/(?:ld\+)?json|text\/(?:plain|template|x-.*))$/i;
  return scriptTags(text.slice(from))
    .filter(
      ({ tag, start }) => !data.test(/type=["']?([^"'\s>]+)/.exec(text.slice(from + tag, from + start))?.[1] ?? ''),
    )
    .map((block) => ({
      ...block,
      tag: block.tag + from,
      start: block.start + from,
      end: block.end + from,
      language: 'ts' as const,
    }));
}

/** The first `---` outside of strings, templates and comments; null where a quote stays open. */
function closingFence(text: string, from: number): number | null {
  const token = /---|\/\/[^\n]*|\/\*[^]*?\*\/|'(?:[^'\\\n]|\\[^])*'|"(?:[^"\\\n]|\\[^])*"|`|[{}]/g;
  const open: ('`' | '{')[] = [];
  token.lastIndex = from;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [found] = match;
    if (found === FENCE && open.length === 0) return match.index;
    if (found === '{' && open.length > 0) open.push('{');
    else if (found === '}' && open.at(-1) === '{') open.pop();
    else if (found !== '`') continue;
    else if (open.at(-1) === '`') open.pop();
    else open.push('`');
    if (open.at(-1) === '`') token.lastIndex = templateStop(text, token.lastIndex, open);
  }
  return null;
}

/** Goes on inside of a template: to the mark that ends it or opens an expression in it. */
function templateStop(text: string, from: number, open: ('`' | '{')[]): number {
  const stop = /\\[^]|\$\{|`/g;
  stop.lastIndex = from;
  for (let match = stop.exec(text); match !== null; match = stop.exec(text)) {
    if (match[0].startsWith('\\')) continue;
    if (match[0] === '`') return match.index;
    open.push('{');
    return stop.lastIndex;
  }
  return text.length;
}

/** Where a regular expression with a quote in it leads the search astray: the first line that is a fence and nothing else. */
function firstFenceLine(text: string, from: number): number | null {
  const line = /^[ \t]*---[ \t]*$/gm;
  line.lastIndex = from;
  const match = line.exec(text);
  return match === null ? null : match.index + match[0].indexOf(FENCE);
}
