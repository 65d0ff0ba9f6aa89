import { fail, type Location } from '@rowpact/model';
import { blankText } from './blank-text.js';
import { lineOf } from './line-counter.js';
import { SqlScanner } from '@rowpact/model';

/** The tools that keep both directions in one file. */
export type SectionTool = 'dbmate' | 'goose' | 'sql-migrate' | 'rambler' | 'node-pg-migrate' | 'tern' | 'MyBatis';

/** How one tool keeps both directions in one file. */
interface SectionRule {
  readonly tool: SectionTool;
  /** The line that begins the forward part; null where the file begins with it. */
  readonly up: RegExp | null;
  readonly down: RegExp;
  /** Its lines are too ordinary a comment to mean anything without the other. */
  readonly loose?: true;
}

interface Marker {
  readonly offset: number;
  readonly up: boolean;
}

const RULES: readonly SectionRule[] = [
  { tool: 'dbmate', up: /^--[ \t]*migrate:up\b.*/gm, down: /^--[ \t]*migrate:down\b.*/gm },
  { tool: 'goose', up: /^[ \t]*--[ \t]*\+goose[ \t]+up\b.*/gim, down: /^[ \t]*--[ \t]*\+goose[ \t]+down\b.*/gim },
  { tool: 'sql-migrate', up: /^--[ \t]*\+migrate[ \t]+up\b.*/gim, down: /^--[ \t]*\+migrate[ \t]+down\b.*/gim },
  { tool: 'rambler', up: /^--[ \t]*rambler[ \t]+up\b.*/gm, down: /^--[ \t]*rambler[ \t]+down\b.*/gm },
  {
    tool: 'node-pg-migrate',
    up: /^[ \t]*--[ \t-]*up[ \t]+migration\b.*/gim,
    down: /^[ \t]*--[ \t-]*down[ \t]+migration\b.*/gim,
    loose: true,
  },
  { tool: 'tern', up: null, down: /^----[ \t]*create above[ \t]*\/[ \t]*drop below[ \t]*----/gm },
  { tool: 'MyBatis', up: null, down: /^--[ \t]*\/\/[ \t]*@undo\b.*/gim },
];

/**
 * Keeps what runs forward and blanks the rest, so that every offset stays.
 * @throws FailureError (`migration-unreadable`) where a tool's marks are there and leave open what runs.
 */
export function selectUpSection(text: string, file: string): string {
  for (const rule of RULES) {
    const markers = markersOf(rule, text);
    if (markers.length === 0) continue;
    if (rule.up === null) return keepUp(text, [{ offset: 0, up: true }, ...markers]);
    const first = markers.find((marker) => marker.up);
    if (first !== undefined) {
      checkNothingBefore(text, file, rule, markers[0]?.offset ?? 0);
      return keepUp(text, markers);
    }
    if (rule.loose !== true)
      refuse(text, file, `has a Down part for ${rule.tool} and no Up part`, markers[0]?.offset ?? 0);
  }
  return text;
}

/** The tool whose marks a file has; null for a file without any. */
export function sectionTool(text: string): SectionTool | null {
  return RULES.find((rule) => markersOf(rule, text).some(({ up }) => up || rule.up === null))?.tool ?? null;
}

function markersOf(rule: SectionRule, text: string): readonly Marker[] {
  const found = [
    ...offsetsOf(rule.up, text).map((offset) => ({ offset, up: true })),
    ...offsetsOf(rule.down, text).map((offset) => ({ offset, up: false })),
  ];
  return found.sort((left, right) => left.offset - right.offset);
}

function offsetsOf(pattern: RegExp | null, text: string): readonly number[] {
  return pattern === null ? [] : Array.from(text.matchAll(pattern), (match) => match.index);
}

/** The tools drop or refuse statements above the first mark; to run them or to lose them would both be a guess. */
function checkNothingBefore(text: string, file: string, rule: SectionRule, end: number): void {
  const scanner = new SqlScanner(text.slice(0, end));
  scanner.next();
  if (scanner.kind === 'end' && scanner.open === null) return;
  refuse(text, file, `has SQL above the first ${rule.tool} mark, and ${rule.tool} does not run it`, scanner.start);
}

function refuse(text: string, file: string, what: string, offset: number): never {
  const location: Location = { file, line: lineOf(text, offset) };
  const message = `${file}:${String(location.line)} ${what}`;
  fail({ code: 'migration-unreadable', message, hint: 'Put the statements under an Up mark.', location });
}

function keepUp(text: string, markers: readonly Marker[]): string {
  const kept = markers.map((marker, index) => {
    const part = text.slice(marker.offset, markers[index + 1]?.offset ?? text.length);
    return marker.up ? part : blankText(part);
  });
  return (blankText(text.slice(0, markers[0]?.offset ?? 0)) + kept.join('')).trimEnd();
}
