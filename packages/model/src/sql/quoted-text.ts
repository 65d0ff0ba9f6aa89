const COMMENT_MARK = /\/\*|\*\//g;
const DOLLAR_TAG = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z_\u0080-\uffff0-9]*)?\$/y;
const QUOTE_OR_BACKSLASH = /['\\]/g;

/** The end of a comment that may hold comments, searched from behind its opening mark; 0 where it stays open. */
export function findNestedCommentEnd(text: string, from: number): number {
  let depth = 1;
  COMMENT_MARK.lastIndex = from;
  for (let mark = COMMENT_MARK.exec(text); mark !== null; mark = COMMENT_MARK.exec(text)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return COMMENT_MARK.lastIndex;
  }
  return 0;
}

/** The end of the dollar-quoted string at a dollar sign; null where none begins there, 0 where it stays open. */
export function findDollarQuoteEnd(text: string, at: number): number | null {
  DOLLAR_TAG.lastIndex = at;
  const tag = DOLLAR_TAG.exec(text)?.[0];
  if (tag === undefined) return null;
  const close = text.indexOf(tag, at + tag.length);
  return close === -1 ? 0 : close + tag.length;
}

/** The end of a string with backslash escapes, its continuations on later lines included; 0 where it stays open. */
export function findEscapeStringEnd(text: string, from: number): number {
  let at = from;
  for (;;) {
    QUOTE_OR_BACKSLASH.lastIndex = at;
    const mark = QUOTE_OR_BACKSLASH.exec(text);
    if (mark === null) return 0;
    const after = mark.index + 1;
    if (mark[0] === '\\') at = after + 1;
    else if (text[after] === "'") at = after + 1;
    else {
      const next = findContinuation(text, after);
      if (next === null) return after;
      at = next;
    }
  }
}

/** SQL joins two strings with a line end between them, and the second keeps the rules of the first. */
function findContinuation(text: string, from: number): number | null {
  let newline = false;
  for (let at = from; at < text.length; at += 1) {
    const char = text[at];
    if (char === "'") return newline ? at + 1 : null;
    if (char === '\n' || char === '\r') newline = true;
    else if (char === '-' && text[at + 1] === '-') at = commentEnd(text, at) - 1;
    else if (char !== ' ' && char !== '\t' && char !== '\f' && char !== '\v') return null;
  }
  return null;
}

function commentEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return at;
}
