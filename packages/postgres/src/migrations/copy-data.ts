/** The lines that psql sends to `COPY … FROM stdin`: they begin on the next line and end at `\.` or with the file. */
export interface CopyData {
  readonly data: string;
  /** Offset of the rest of the line that holds the semicolon. */
  readonly restStart: number;
  readonly restEnd: number;
  /** Offset behind the `\.` line. */
  readonly end: number;
}

const TERMINATOR = '\\.';

/** @param semicolon - offset behind the COPY statement's semicolon. */
export function readCopyData(text: string, semicolon: number): CopyData {
  const restEnd = lineEnd(text, semicolon);
  const start = Math.min(restEnd + 1, text.length);
  const terminator = findTerminator(text, start);
  const end = Math.min(lineEnd(text, terminator) + 1, text.length);
  return { data: text.slice(start, terminator), restStart: semicolon, restEnd, end };
}

function findTerminator(text: string, start: number): number {
  if (isTerminator(text, start)) return start;
  for (let at = text.indexOf(`\n${TERMINATOR}`, start); at !== -1; at = text.indexOf(`\n${TERMINATOR}`, at + 1)) {
    if (isTerminator(text, at + 1)) return at + 1;
  }
  return text.length;
}

/** Data such as `\.5` may start like it: the terminator stands alone on its line. */
function isTerminator(text: string, at: number): boolean {
  if (!text.startsWith(TERMINATOR, at)) return false;
  const behind = at + TERMINATOR.length;
  return (
    behind >= text.length || text[behind] === '\n' || text.startsWith('\r\n', behind) || isLastReturn(text, behind)
  );
}

function isLastReturn(text: string, at: number): boolean {
  return text[at] === '\r' && at + 1 === text.length;
}

function lineEnd(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline === -1 ? text.length : newline;
}
