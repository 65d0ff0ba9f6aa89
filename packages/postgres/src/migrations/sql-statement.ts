/** One statement of a SQL file, ready to be sent to a server by itself. */
export interface SqlStatement {
  /** From the first to the last token, without the closing semicolon and without comments around it. */
  readonly text: string;
  /** Where the first token stands, from 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
  /** Of the first token, from 0, in UTF-16 code units. */
  readonly offset: number;
  /** The first word in upper case; empty where the statement starts with something else, such as a parenthesis. */
  readonly keyword: string;
  /** The lines under a `COPY … FROM stdin`, each with its line end; null for every other statement. */
  readonly copyData: string | null;
  /** The included file that the statement stands in, relative to the root; null for the file that was split. */
  readonly file: string | null;
}
