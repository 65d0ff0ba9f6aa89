import { visibleText } from '../visible.js';

/** What has a meaning within a line; an underscore within a word has none. */
const SPECIAL = /[\\`*[\]|~$]|(?<!\w)_|_(?!\w)/gu;
/** What has one at the beginning of a line: headings, lists, rules. */
const LEADING = /^(?=[-+#=>]|\d+[.)])/u;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * Text that reads in Markdown as it is: no markup, no HTML, no comment of ours, and nobody is mentioned and nothing linked that
 * only stands in a name.
 */
export function escaped(text: string): string {
  // Commands stand in backticks in our own sentences; what is between two of them is harmless as code, whoever wrote it.
  const parts = visibleText(text).split(/(`[^`]+`)/u);
  return parts
    .map((part, index) => (index % 2 === 1 ? code(part.slice(1, -1)) : inert(part)))
    .join('')
    .replace(LEADING, '\u200b');
}

function inert(text: string): string {
  return text
    .replaceAll('\t', ' ')
    .replace(/@(?=\w)/gu, '@\u200b')
    .replace(/(?<=\w):\/\//gu, ':\u200b//')
    .replace(/\bwww\./giu, (start) => `${start.slice(0, 3)}\u200b.`)
    .replace(/#(?=\d)/gu, '#\u200b')
    .replace(/[&<>]/gu, (character) => ENTITIES[character] ?? character)
    .replace(SPECIAL, (character) => `\\${character}`);
}

/** A name, a path or a fingerprint as code. */
export function code(text: string): string {
  const inside = noComment(visibleText(text)).replaceAll('\t', ' ');
  const ticks = '`'.repeat(longestRun(inside) + 1);
  const pad = inside.startsWith('`') || inside.endsWith('`') || inside.trim() === '' ? ' ' : '';
  return `${ticks}${pad}${inside}${pad}${ticks}`;
}

/** Several lines as code. */
export function fenced(text: string, language = ''): string {
  const inside = noComment(visibleText(text, true));
  const fence = '`'.repeat(Math.max(3, longestRun(inside) + 1));
  return `${fence}${language}\n${inside}\n${fence}`;
}

/** The marker of the comment stands in it once: whoever looks for it by its text finds ours. */
function noComment(text: string): string {
  return text.replaceAll('<!--', '<!\u200b--');
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length));
}

/** At most so many characters, whole ones. */
export function cut(text: string, most = 300): string {
  return text.length <= most
    ? text
    : `${Buffer.from(text.slice(0, most - 1))
        .toString()
        .replace(/\ufffd$/u, '')}…`;
}
