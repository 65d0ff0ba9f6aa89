/** Everything a command takes from outside. The binary fills it from the process; tests fill it with values. */
export interface World {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Data goes here. */
  readonly stdout: Terminal;
  /** Notes, progress and errors go here. */
  readonly stderr: Terminal;
  /** Whether questions can be asked: a terminal on both ends, and no CI. */
  readonly interactive: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Runs `work` to its end before an interrupt (Ctrl-C) ends the process. */
  readonly uninterrupted: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /**
   * Resolves when somebody wants a command to end that goes on until then: an interrupt, or nobody reads what it prints.
   * From the call on, neither ends the process by itself.
   */
  readonly untilStopped: () => Promise<void>;
}

/** A stream that text is written to. */
export interface Terminal {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Width in columns; 80 where nobody knows. */
  readonly columns: number;
  readonly colour: boolean;
}
