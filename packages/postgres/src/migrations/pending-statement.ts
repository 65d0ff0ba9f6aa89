/** The statement that is being read: where it began and what is known of it so far. */
export class PendingStatement {
  /** Offset behind its last token. */
  end: number;
  /** COPY … FROM stdin, whose data follows. */
  fromStdin = false;
  private previousWord = '';
  private holes: (readonly [start: number, end: number])[] | null = null;

  /** @param keyword - its first word in upper case, empty where it begins with something else. */
  constructor(
    readonly offset: number,
    readonly line: number,
    readonly column: number,
    readonly keyword: string,
  ) {
    this.end = offset;
  }

  /** @param word - of a COPY statement, outside parentheses. */
  addCopyWord(word: string): void {
    const upper = word.toUpperCase();
    if (upper === 'STDIN' && this.previousWord === 'FROM') this.fromStdin = true;
    this.previousWord = upper;
  }

  /** Cuts out a psql command that stands in the middle. */
  addHole(start: number, end: number): void {
    this.holes ??= [];
    this.holes.push([start, end]);
  }

  /** @param source - the file's text. */
  text(source: string): string {
    if (this.holes === null) return source.slice(this.offset, this.end);
    const parts: string[] = [];
    let from = this.offset;
    for (const [start, end] of this.holes) {
      if (start >= this.end) break;
      parts.push(source.slice(from, start));
      from = end;
    }
    return [...parts, source.slice(from, this.end)].join(' ');
  }
}
