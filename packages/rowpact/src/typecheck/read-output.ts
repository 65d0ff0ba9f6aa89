/** One error as a checker prints it. */
export interface PrintedError {
  /** As it was printed: relative to the folder the checker ran in, or absolute. Null for what is about no file. */
  readonly file: string | null;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  /** 0 where it is not TypeScript's. */
  readonly code: number;
  /** Its first line. */
  readonly message: string;
}

const PLACED = /^(?<file>\S.*?)\((?<line>\d+),(?<column>\d+)\): error TS(?<code>\d+): (?<message>.*)$/u;
const UNPLACED = /^error TS(?<code>\d+): (?<message>.*)$/u;

/** Reads what `tsc --pretty false` prints, `vue-tsc` too; further lines of a message are indented and left out. */
export function readTscOutput(text: string): readonly PrintedError[] {
  return text.split(/\r?\n/u).flatMap((row) => {
    const { file, line, column, code, message } = (PLACED.exec(row) ?? UNPLACED.exec(row))?.groups ?? {};
    if (code === undefined || message === undefined) return [];
    return [{ file: file ?? null, line: Number(line ?? 0), column: Number(column ?? 0), code: Number(code), message }];
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
    const [first = ''] = message.split('\n');
    return [{ ...place, code: typeof code === 'number' ? code : 0, message: first }];
  });
}

interface SvelteCheckRow {
  readonly type: string;
  readonly filename: string;
  readonly start: { readonly line: number; readonly character: number };
  readonly message: string;
  readonly code?: number | string;
}
