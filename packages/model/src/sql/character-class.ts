/** What a character can begin, as psql's lexer sees it. */
export const CharacterClass = {
  other: 0,
  space: 1,
  word: 2,
  digit: 3,
  /** Stands for itself, or opens a quote or a comment. */
  mark: 4,
} as const;

const CLASSES = new Uint8Array(128);
for (const char of ' \t\n\r\f\v') CLASSES[char.charCodeAt(0)] = CharacterClass.space;
for (const char of '\'"$/-();:\\') CLASSES[char.charCodeAt(0)] = CharacterClass.mark;
for (let code = 0x30; code <= 0x39; code += 1) CLASSES[code] = CharacterClass.digit;
for (let code = 0x41; code <= 0x5a; code += 1) CLASSES[code] = CLASSES[code + 0x20] = CharacterClass.word;
CLASSES[0x5f] = CharacterClass.word;

/** Everything beyond ASCII belongs to words, exotic blanks too; NaN, behind the end of a text, is `other`. */
export function classOf(code: number): number {
  return code >= 128 ? CharacterClass.word : (CLASSES[code] ?? CharacterClass.other);
}
