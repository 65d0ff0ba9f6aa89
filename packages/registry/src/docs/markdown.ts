/** Text of a person's or a database's own in Markdown that is read as that text: in a paragraph or a cell, in one line. */
export function plainText(text: string): string {
  return visible(text.replace(/\s+/gu, ' ').trim())
    .replace(/[\\`*[\]<>&|~]/gu, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_');
}

/**
 * A name as code, in a cell too. Names that backticks cannot hold (a pipe behind a backslash ends a cell even there) are
 * written as HTML, every character of a meaning as its number.
 */
export function code(name: string): string {
  const shown = visible(name);
  if (/^[^\s`|\\<>&](?:[^`|\\<>&]*[^\s`|\\<>&])?$/u.test(shown)) return `\`${shown}\``;
  return `<code>${shown.replace(/[^\p{L}\p{N} ]|^ | $/gu, (character) => `&#${character.codePointAt(0) ?? 0};`)}</code>`;
}

/** Names as code, apart by commas. */
export function codes(names: readonly string[]): string {
  return names.map(code).join(', ');
}

/** A link whose path may hold any character; the label is Markdown already. */
export function link(label: string, path: string): string {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  return `[${label}](${encoded.replace(/[()]/gu, (bracket) => (bracket === '(' ? '%28' : '%29'))})`;
}

/** The lines of a table. */
export function table(headers: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(headers), line(headers.map(() => '---')), ...rows.map(line)];
}

/** Line breaks and what has no shape of its own, as JSON writes them. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, (character) => {
    const escaped = JSON.stringify(character).slice(1, -1);
    return escaped === character ? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}` : escaped;
  });
}
