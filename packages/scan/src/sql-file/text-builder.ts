import type { SqlText, TextOrigin } from '@rowpact/model';
import type { LineCounter } from './line-counter.js';

/** Puts a statement's text together from pieces of its file and what stands in for its placeholders. */
export class TextBuilder {
  private readonly parts: string[] = [];
  private readonly origins: TextOrigin[] = [];
  private length = 0;
  private copied: number;

  /** @param start - where in the file the statement begins. */
  constructor(
    private readonly file: string,
    private readonly source: string,
    private readonly lines: LineCounter,
    start: number,
  ) {
    this.copied = start;
  }

  /** Writes `text` instead of what stands in `[from, to)` of the file; everything before it as it is. */
  replace(from: number, to: number, text: string): void {
    this.copyTo(from);
    this.origins.push({ at: this.length, file: this.file, ...this.lines.at(from), fixed: true });
    this.push(text);
    this.copied = to;
  }

  build(end: number): SqlText {
    this.copyTo(end);
    return { text: this.parts.join(''), origins: this.origins };
  }

  private copyTo(end: number): void {
    if (end <= this.copied) return;
    this.origins.push({ at: this.length, file: this.file, ...this.lines.at(this.copied) });
    this.push(this.source.slice(this.copied, end));
    this.copied = end;
  }

  private push(text: string): void {
    this.parts.push(text);
    this.length += text.length;
  }
}
