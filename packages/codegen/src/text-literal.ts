/** Line breaks that JavaScript knows, other controls, lone surrogates, and the marks that make text read in another order. */
const UNSAFE = /[\p{Cc}\p{Cs}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

/** Nearly all text there is, and all of it safe. */
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

/** A JavaScript string literal with the quotes that prettier would choose: double ones unless single ones escape less. */
export function textLiteral(text: string): string {
  const quote = count(text, '"') > count(text, "'") ? "'" : '"';
  const escaped = text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
  return `${quote}${visibleText(escaped)}${quote}`;
}

/** Text of several lines as a template, which has its line breaks as they are; of one line as `textLiteral` has it. */
export function templateLiteral(text: string): string {
  if (!text.includes('\n')) return textLiteral(text);
  const escaped = text.replace(/[\\`]|\$(?=\{)/gu, '\\$&');
  return `\`${escaped.split('\n').map(visibleText).join('\n')}\``;
}

/** Text for a comment: what could end, reorder or hide it is written as an escape. Line breaks are the caller's. */
export function visibleText(text: string): string {
  return PRINTABLE_ASCII.test(text) ? text : text.replace(UNSAFE, escapeUnsafe);
}

function escapeUnsafe(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
