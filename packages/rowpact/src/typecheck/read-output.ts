/** One error as a checker prints it. */
export interface PrintedError {
  /** As it was printed: relative to the folder the checker ran in, or absolute. Null for what is about no file. */
  readonly file: string | null;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  /** 0 where it is not TypeScript's. */
  readonly code: number;
  /** Its first line; where a module of statements refuses a call, the line with the reason too. */
  readonly message: string;
}

const PLACED = /^(?<file>\S.*?)\((?<line>\d+),(?<column>\d+)\): error TS(?<code>\d+): (?<message>.*)$/u;
const UNPLACED = /^error TS(?<code>\d+): (?<message>.*)$/u;

/** Reads what `tsc --pretty false` prints, `vue-tsc` too; further lines of a message are indented. */
export function readTscOutput(text: string): readonly PrintedError[] {
  const rows = text.split(/\r?\n/u);
  return rows.flatMap((row, at) => {
    const { file, line, column, code, message } = (PLACED.exec(row) ?? UNPLACED.exec(row))?.groups ?? {};
    if (code === undefined || message === undefined) return [];
    const said = withReason(message, rows[at + 1]);
    return [
      { file: file ?? null, line: Number(line ?? 0), column: Number(column ?? 0), code: Number(code), message: said },
    ];
  });
}

/** Reads what `svelte-check --output machine-verbose` prints; null where it did not come to its end. */
export function readSvelteCheckOutput(text: string): readonly PrintedError[] | null {
  const rows = text.split(/\r?\n/u);
  if (!rows.some((row) => /^\d+ COMPLETED /u.test(row))) return null;
  return rows.flatMap((row) => {
    const json = /^\d+ (?<json>\{.*\})$/u.exec(row)?.groups?.['json'];
    const error = json === undefined ? null : (JSON.parse(json) as SvelteCheckRow); // its own format, see its README
    if (error?.type !== 'ERROR') return [];
    const { filename, start, code, message } = error;
    const place = { file: filename, line: start.line + 1, column: start.character + 1 };
    const [first = '', second] = message.split('\n');
    return [{ ...place, code: typeof code === 'number' ? code : 0, message: withReason(first, second) }];
  });
}

/** That something cannot be awaited says nothing: why is quoted in the line below. */
function withReason(message: string, next = ''): string {
  const reason = /^\s+.*?'Refused<(?<reason>.*?)>' is not assignable/u.exec(next)?.groups?.['reason'];
  return reason === undefined ? message : `${message.replace(/\.$/u, '')}: ${reason}`;
}

interface SvelteCheckRow {
  readonly type: string;
  readonly filename: string;
  readonly start: { readonly line: number; readonly character: number };
  readonly message: string;
  readonly code?: number | string;
}
