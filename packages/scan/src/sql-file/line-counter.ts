const LINE_BREAK = /\r\n|[\n\r]/g;

/** Lines and columns of rising offsets of one text, counted from 1 in UTF-16 code units. Each character is looked at once. */
export class LineCounter {
  private line = 1;
  private lineStart = 0;
  /** Where the next line begins; infinite on the last one. */
  private nextLine: number;

  constructor(private readonly text: string) {
    this.nextLine = this.lineBehind(0);
  }

  /** @param offset - not before the one asked for last. */
  at(offset: number): { readonly line: number; readonly column: number } {
    while (this.nextLine <= offset) {
      this.line += 1;
      this.lineStart = this.nextLine;
      this.nextLine = this.lineBehind(this.lineStart);
    }
    return { line: this.line, column: offset - this.lineStart + 1 };
  }

  private lineBehind(offset: number): number {
    LINE_BREAK.lastIndex = offset;
    return LINE_BREAK.exec(this.text) === null ? Infinity : LINE_BREAK.lastIndex;
  }
}
