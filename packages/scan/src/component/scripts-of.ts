import { extname } from 'node:path';
import { astroScripts } from './astro-scripts.js';
import {
  blank,
  type ComponentScripts,
  type ComponentTrouble,
  keepScripts,
  languageOf,
  positionAt,
} from './component-scripts.js';
import { withoutCommentsAndStyles } from './script-tags.js';
import { svelteScripts } from './svelte-scripts.js';
import { vueScripts } from './vue-scripts.js';

const COMPONENTS = new Set(['.svelte', '.vue', '.astro']);
/** What only SQL that is sent looks like: markup speaks of `<select>` and updates all the time. */
const SQL_IN_MARKUP =
  /\bsql(?:<[^>`]*>)?\s*`|\.\s*(?:query|unsafe|raw|execute|any|many|one|none)\s*(?:<[^>(]*>)?\(\s*[`'"]\s*(?:select|insert|update|delete|with)\b/i;

export function isComponent(path: string): boolean {
  return COMPONENTS.has(extname(path));
}

/** Keeps the scripts of a component where they stand. */
export function scriptsOf(path: string, text: string): ComponentScripts {
  const { blocks, troubles } = cut(extname(path), text);
  const scripts = keepScripts(text, blocks);
  return { text: scripts, language: languageOf(blocks), troubles: [...troubles, ...sqlInMarkup(text, blocks)] };
}

function cut(extension: string, text: string): ReturnType<typeof svelteScripts> {
  if (extension === '.svelte') return svelteScripts(text);
  if (extension === '.vue') return vueScripts(text);
  return { blocks: astroScripts(text), troubles: [] };
}

function sqlInMarkup(text: string, blocks: ReturnType<typeof astroScripts>): readonly ComponentTrouble[] {
  let markup = withoutCommentsAndStyles(text);
  for (const { start, end } of blocks)
    markup = markup.slice(0, start) + blank(text.slice(start, end)) + markup.slice(end);
  const found = SQL_IN_MARKUP.exec(markup);
  if (found === null) return [];
  return [{ reason: 'SQL in its markup is not read', ...positionAt(text, found.index) }];
}
