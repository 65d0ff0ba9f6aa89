/** Blanks of the same length, line ends kept. */
export function blankText(part: string): string {
  return part.replace(/[^\r\n]+/g, (line) => ' '.repeat(line.length));
}
