import { tokensOf } from './tokens.js';

/** Where a text has `*` for columns, as PostgreSQL's locations name them: bytes from the text's start. */
export class StarPlaces {
  /** Starts of `*`, `p.*`, `public.players.*`. */
  private readonly starts: ReadonlySet<number>;
  /** Starts and ends of `(…)` before `.*`. */
  private readonly composites: readonly (readonly [from: number, to: number])[];
  /** Whether some GROUP BY or ORDER BY counts columns (`ORDER BY 2`). */
  readonly countsColumns: boolean;

  constructor(text: string) {
    const found = findStars(text);
    const inBytes = bytesOf(text);
    this.starts = new Set(found.starts.map(inBytes));
    this.composites = found.composites.map(([from, to]) => [inBytes(from), inBytes(to)]);
    this.countsColumns = found.starts.length > 0 && /\bby\s+(?:[^();]*,\s*)?\d+\b/i.test(text);
  }

  /** Whether what stands there is a star; nothing in the text can be at a negative place, which the tree has for `TABLE players`. */
  has(location: number): boolean {
    return this.starts.has(location);
  }

  /** Whether the place is within an expression whose fields a star spreads. */
  isInComposite(location: number): boolean {
    return this.composites.some(([from, to]) => location >= from && location < to);
  }
}

interface FoundStars {
  readonly starts: readonly number[];
  readonly composites: readonly (readonly [from: number, to: number])[];
}

const NOWHERE: FoundStars = { starts: [], composites: [] };

/**
 * Every `*` that could stand for columns: a multiplication's operand is at none of these places, because it is no column, or its
 * own location is asked for.
 */
function findStars(text: string): FoundStars {
  if (!text.includes('*')) return NOWHERE;
  const starts: number[] = [];
  const composites: [number, number][] = [];
  const opened: number[] = [];
  /** Start of the dotted name that ends here, or of the parenthesis that closed here; null for anything else. */
  let name: number | null = null;
  let closed: number | null = null;
  let dot = false;
  for (const { kind, start, end } of tokensOf(text)) {
    if (kind === 'word' || (kind === 'quoted' && text[start] === '"')) {
      if (!dot || name === null) name = start;
      closed = null;
      dot = false;
    } else if (kind === 'open') {
      opened.push(start);
      name = closed = null;
      dot = false;
    } else if (kind === 'close') {
      closed = opened.pop() ?? null;
      name = null;
      dot = false;
    } else if (kind === 'other') {
      for (let at = start; at < end; at += 1) {
        const mark = text[at];
        if (mark === '.' && (name !== null || closed !== null)) {
          dot = true;
        } else if (mark === '*' && dot && closed !== null) {
          composites.push([closed, at]);
          name = closed = null;
        } else if (mark === '*') {
          starts.push(dot && name !== null ? name : at);
          name = closed = null;
          dot = false;
        } else {
          name = closed = null;
          dot = false;
        }
      }
    } else {
      name = closed = null;
      dot = false;
    }
  }
  return { starts, composites };
}

function bytesOf(text: string): (offset: number) => number {
  const plain = Buffer.byteLength(text) === text.length;
  return plain ? (offset) => offset : (offset) => Buffer.byteLength(text.slice(0, offset));
}
