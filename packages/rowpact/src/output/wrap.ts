/**
 * Breaks a line at spaces so that it takes at most `width` columns. A word longer than that stays whole: it is a path or a command,
 * and people copy those.
 * @param first what the first line begins with, plain text
 * @param further what the others begin with
 */
export function wrapped(text: string, width: number, first = '', further = first): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const begin = lines.length === 0 ? first : further;
    if (line !== '' && columnsOf(begin) + columnsOf(line) + 1 + columnsOf(word) > width) {
      lines.push(begin + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, (lines.length === 0 ? first : further) + line];
}

const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uff01-\uff60]/u;
const NO_WIDTH = /[\p{Mark}\u200b-\u200d\ufe0f]/u;

/** How many columns a text takes on a terminal; a tab counts as one. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += NO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return columns;
}
