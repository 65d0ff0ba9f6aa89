/**
 * Knows, word by word, whether a statement is inside the `BEGIN ATOMIC … END` body of a function or procedure, where a
 * semicolon ends nothing. The END that closes the body is the one that no statement precedes: SQL closes every
 * statement of a body with a semicolon, so the END of a CASE, or a column named so, never stands behind one.
 */
export class RoutineBody {
  inside = false;
  private words = 0;
  private head = '';
  private routine = false;
  private previous = '';

  /** Whether the next word can still matter; most statements end after four. */
  get listening(): boolean {
    return this.words < 4 || this.routine;
  }

  /** Forgets the statement. */
  reset(): void {
    this.inside = false;
    this.words = 0;
    this.head = '';
    this.routine = false;
    this.previous = '';
  }

  /** @param word - as written; only words outside parentheses matter. */
  word(word: string): void {
    if (this.words < 4) this.readHead(word);
    else if (this.routine) this.readBody(word.toUpperCase());
  }

  /** Any other token, a semicolon in particular. */
  other(token: string): void {
    this.previous = token;
  }

  private readHead(word: string): void {
    this.words += 1;
    this.head += `${word.toUpperCase()} `;
    if (/^CREATE (?:OR REPLACE )?(?:FUNCTION|PROCEDURE) $/.test(this.head)) {
      this.routine = true;
      this.words = 4;
    }
  }

  private readBody(word: string): void {
    if (!this.inside) this.inside = word === 'ATOMIC' && this.previous === 'BEGIN';
    else if (word === 'END' && (this.previous === ';' || this.previous === 'ATOMIC')) this.inside = false;
    this.previous = word;
  }
}
