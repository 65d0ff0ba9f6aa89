import { visibleText } from './text-literal.js';

const LONGEST_COMMENT = 2000;
const LONGEST_CODE = 160;
const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;
const LONGEST_ANNOUNCEMENT = 500;
/** Where a comment in the database announces something, to its end. */
const ANNOUNCEMENT = /(?<![\w@{])@deprecated(?![\w-])[^]*$/iu;
const DEPRECATED = /^\s*@deprecated(?![\w-])/;

/** What is announced about a thing: the text of its `@deprecated`, and sentences about parts of it. */
export interface Announced {
  readonly deprecated: string | null;
  readonly notes: readonly string[];
}

const NOTHING_ANNOUNCED: Announced = { deprecated: null, notes: [] };

/**
 * A JSDoc comment: what we know about a thing, and what its database comment says. Nothing in the latter can end the
 * comment or become a tag, but for `@deprecated` at its very start: whoever writes that there means it. What is announced
 * stands in place of that.
 */
export function docComment(
  comment: string | null,
  facts: string,
  indent: string,
  { deprecated, notes }: Announced = NOTHING_ANNOUNCED,
): string {
  const text = deprecated === null ? comment : (comment?.replace(ANNOUNCEMENT, '') ?? null);
  const said = text === null ? [] : commentLines(text);
  const known = [...(facts === '' ? [] : [facts]), ...notes.map(sentence)];
  const isTag = said[0]?.startsWith('@') === true;
  const lines = paragraphs([
    ...(isTag ? [known, said] : [said, known]),
    deprecated === null ? [] : [`@deprecated ${sentence(deprecated)}`],
  ]);
  const [only] = lines;
  if (only === undefined) return '';
  if (lines.length === 1) return `${indent}/** ${unended(only)} */\n`;
  return `${indent}/**\n${lines.map((line) => docLine(line, indent)).join('')}${indent} */\n`;
}

/** With an empty line between those that say something. */
function paragraphs(parts: readonly (readonly string[])[]): readonly string[] {
  const filled = parts.filter((part) => part.length > 0);
  return filled.flatMap((part, index) => (index === 0 ? part : ['', ...part]));
}

/** Text that people wrote, in one line, without a tag of its own. */
function sentence(text: string): string {
  const line = text.split(LINE_BREAK).join(' ').replace(/\s+/gu, ' ').trim();
  return cut(visibleText(line), LONGEST_ANNOUNCEMENT).replaceAll('{@', '{\\@');
}

function docLine(line: string, indent: string): string {
  return line === '' ? `${indent} *\n` : `${indent} * ${unended(line)}\n`;
}

/** Text that does not end the comment it stands in. */
function unended(text: string): string {
  return text.includes('*/') ? text.replaceAll('*/', '*\\/') : text;
}

/** SQL inside a sentence, in one line and not too long. */
export function codeSpan(sql: string): string {
  const line = visibleText(/[\n\r]/.test(sql) ? sql.replace(/\s*[\n\r]+\s*/g, ' ') : sql);
  const text = cut(line, LONGEST_CODE);
  if (!text.includes('`')) return `\`${text}\``;
  return `\`\` ${text.replaceAll('``', '` `')} \`\``;
}

function commentLines(comment: string): readonly string[] {
  const isDeprecated = DEPRECATED.test(comment);
  const lines = cut(comment, LONGEST_COMMENT)
    .split(LINE_BREAK)
    .map((line) => visibleText(line.replaceAll('\t', '  ')).trimEnd());
  const first = lines.findIndex((line) => line !== '');
  if (first < 0) return [];
  const last = lines.findLastIndex((line) => line !== '');
  return lines
    .slice(first, last + 1)
    .map((line, index) => (isDeprecated && index === 0 ? tagLine(line) : plainLine(line)));
}

/** The one line that starts with a tag on purpose. */
function tagLine(line: string): string {
  return line.trimStart().replaceAll('{@', '{\\@');
}

/** A line in which `@` is a character: TypeScript and TSDoc take no tag after a backslash. */
function plainLine(line: string): string {
  return line.replace(/^(\s*(?:\*\s*)*)@/, '$1\\@').replaceAll('{@', '{\\@');
}

/** Cuts long text, and never through a character. */
function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…`;
}
