/** Tells line and column of growing offsets in one pass over the text. */
export class LineCounter {
  private line = 1;
  private lineStart = 0;
  private newline: number;

  constructor(private readonly text: string) {
    this.newline = text.indexOf('\n');
  }

  /** @param offset - no smaller than that of the call before. */
  at(offset: number): { readonly line: number; readonly column: number } {
    while (this.newline !== -1 && this.newline < offset) {
      this.line += 1;
      this.lineStart = this.newline + 1;
      this.newline = this.text.indexOf('\n', this.lineStart);
    }
    return { line: this.line, column: offset - this.lineStart + 1 };
  }
}

/** The line of one offset, from 1. */
export function lineOf(text: string, offset: number): number {
  return new LineCounter(text).at(offset).line;
}
