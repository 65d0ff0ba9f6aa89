import { ts } from 'ts-morph';
import type { SourceModule } from '../module/source-module.js';
import type { Run } from './value.js';

/** Longest first: a backslash with what it escapes, or a line end that JavaScript reads as a line feed. */
const NOT_AS_WRITTEN = /\\(?:u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|0(?![0-9])|\r\n|[\s\S])|\r\n?/g;
const LINE_END = /\r\n?/g;

const SIMPLE: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  v: '\v',
  f: '\f',
  '0': '\0',
  '\n': '',
  '\r': '',
  '\r\n': '',
  '\u2028': '',
  '\u2029': '',
};

type LiteralNode =
  ts.StringLiteral | ts.NoSubstitutionTemplateLiteral | ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail;

/** The text of a literal as JavaScript reads it, in runs that stand in the source character by character. */
export function literalRuns(node: LiteralNode, module: SourceModule, raw = false): readonly Run[] {
  const start = node.getStart(module.source) + 1;
  const written = module.source.text.slice(start, node.end - closingLength(node));
  if (!written.includes('\\') && !written.includes('\r')) {
    return written === '' ? [] : [{ kind: 'run', text: written, module, offset: start }];
  }
  return splitRuns(written, start, module, raw ? LINE_END : NOT_AS_WRITTEN);
}

function closingLength(node: LiteralNode): number {
  return ts.isTemplateHead(node) || ts.isTemplateMiddle(node) ? 2 : 1;
}

function splitRuns(written: string, start: number, module: SourceModule, pattern: RegExp): readonly Run[] {
  const runs: Run[] = [];
  let from = 0;
  const plain = (to: number): void => {
    if (to > from) runs.push({ kind: 'run', text: written.slice(from, to), module, offset: start + from });
  };
  for (const match of written.matchAll(pattern)) {
    plain(match.index);
    const text = match[0].startsWith('\\') && pattern !== LINE_END ? unescape(match[0].slice(1)) : '\n';
    if (text !== '') runs.push({ kind: 'run', text, module, offset: start + match.index, fixed: true });
    from = match.index + match[0].length;
  }
  plain(written.length);
  return runs;
}

function unescape(escape: string): string {
  const simple = SIMPLE[escape];
  if (simple !== undefined) return simple;
  const code = /^(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]+)\})$/u.exec(escape);
  if (code === null) return escape;
  const point = Number.parseInt(code[1] ?? code[2] ?? code[3] ?? '', 16);
  return point > 0x10ffff ? '\ufffd' : code[2] === undefined ? String.fromCodePoint(point) : String.fromCharCode(point);
}
