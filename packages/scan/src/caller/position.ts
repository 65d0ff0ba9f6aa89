import { isAlone, type Draft, type DraftToken } from './draft.js';

/** What stands where a part of the SQL is not known. */
export type Position =
  /** A value can stand here, such as behind an operator. */
  | 'value'
  /** Inside of a string: `'%${name}%'`. */
  | 'in string'
  /** Inside of a string that is the value of a typed literal: `INTERVAL '${days} days'`. */
  | 'in typed literal'
  | 'in comment'
  /** Part of a name, or a whole one before or behind a dot or in double quotes. */
  | 'name'
  | 'table'
  | 'condition'
  /** The left side of a condition: `WHERE ${column} = $1`. */
  | 'operand'
  /** An item of a SELECT list, of ORDER BY or GROUP BY, an argument. */
  | 'item'
  | 'column list'
  | 'assignment'
  /** Where a clause, or nothing, can stand. */
  | 'clause';

/** A position, and the token that it was told from. */
export interface Placed {
  readonly position: Position;
  readonly token: DraftToken;
  readonly index: number;
}

/** Tells for each part that is no text where in the SQL it stands. */
export function positionsOf(draft: Draft): ReadonlyMap<number, Placed> {
  const positions = new Map<number, Placed>();
  const surroundings = surroundingsOf(draft.tokens);
  draft.tokens.forEach((token, index) => {
    for (const part of token.parts) {
      const position = positionOf(draft.tokens, index, token, surroundings[index] ?? { open: null, clause: null });
      positions.set(part, { position, token, index });
    }
  });
  return positions;
}

const TYPED = /^(?:interval|date|time|timestamp|timestamptz|numeric|b|x|e|n|u&)$/iu;

function positionOf(tokens: readonly DraftToken[], index: number, token: DraftToken, around: Surroundings): Position {
  const before = tokens[index - 1];
  const after = tokens[index + 1];
  if (token.kind === 'comment') return 'in comment';
  if (token.kind === 'quoted' || token.kind === 'open quote') {
    if (token.text.startsWith('"')) return 'name';
    return before?.kind === 'word' && TYPED.test(before.text) ? 'in typed literal' : 'in string';
  }
  if (!isAlone(token) || touches(before, token) || touches(token, after)) return 'name';
  return barePosition(tokens, index, around);
}

/** Whether two tokens are one name, such as `p.` and what follows it. */
function touches(left: DraftToken | undefined, right: DraftToken | undefined): boolean {
  if (left === undefined || right === undefined || left.end !== right.start) return false;
  return (
    /[\w".]$/u.test(left.text) && /^[\w".]/u.test(right.text) && (left.text.endsWith('.') || right.text.startsWith('.'))
  );
}

const OPERATOR = /[-=<>!~+*/%|&^@#]$/u;
const CONDITION = /^(?:where|and|or|on|having|not|when|if)$/iu;
const TABLE = /^(?:from|join|into|update|table|only|truncate|using)$/iu;
const ITEM = /^(?:select|distinct|by|returning|all)$/iu;
const VALUE = /^(?:like|ilike|between|limit|offset|then|else|to|similar|escape|first|next)$/iu;
const TAKES_OPERATOR = /^(?:like|ilike|is|in|between|not|similar)$/iu;

function barePosition(tokens: readonly DraftToken[], index: number, around: Surroundings): Position {
  const before = tokens[index - 1];
  const after = tokens[index + 1];
  if (before === undefined) return 'clause';
  const isOperand = after !== undefined && takesOperand(after);
  if (before.kind === 'word') {
    if (/^and$/iu.test(before.text) && isBetween(tokens, index - 1)) return 'value';
    if (CONDITION.test(before.text)) return isOperand ? 'operand' : 'condition';
    if (/^set$/iu.test(before.text)) return isOperand ? 'name' : 'assignment';
    if (TABLE.test(before.text)) return 'table';
    if (ITEM.test(before.text)) return 'item';
    if (VALUE.test(before.text)) return 'value';
  }
  if ((before.kind === 'word' || before.kind === 'quoted') && endsTarget(tokens, index - 1)) return 'column list';
  if (before.kind === 'open' || (before.kind === 'other' && before.text.endsWith(','))) {
    return insideList(tokens, around, isOperand);
  }
  if (before.kind === 'other' && OPERATOR.test(before.text) && !isStar(tokens, index - 1)) return 'value';
  return 'clause';
}

function takesOperand(after: DraftToken): boolean {
  if (after.kind === 'word') return TAKES_OPERATOR.test(after.text);
  return after.kind === 'other' && /^(?:[-=<>!~+*/%|&^@#])/u.test(after.text);
}

function isBetween(tokens: readonly DraftToken[], and: number): boolean {
  return tokens.slice(Math.max(0, and - 6), and).some(({ kind, text }) => kind === 'word' && /^between$/iu.test(text));
}

/** A `*` that is no multiplication: `SELECT *`, `p.*`, `count(*`. */
function isStar(tokens: readonly DraftToken[], at: number): boolean {
  const star = tokens[at];
  if (star === undefined || !star.text.endsWith('*')) return false;
  const before = tokens[at - 1];
  if (star.text.length > 1) return /[.,]\*$/u.test(star.text);
  return before === undefined || before.kind === 'open' || (before.kind === 'word' && ITEM.test(before.text));
}

/** A place in a list: what was the list opened by? */
function insideList(tokens: readonly DraftToken[], around: Surroundings, isOperand: boolean): Position {
  const word = around.clause;
  if (word !== null) {
    if (word === 'set') return isOperand ? 'name' : 'assignment';
    if (word === 'from') return 'table';
    return word === 'limit' || word === 'offset' ? 'value' : 'item';
  }
  return around.open === null ? 'clause' : openedBy(tokens, around.open, isOperand);
}

const CLAUSE = /^(?:set|from|select|distinct|by|returning|all|limit|offset|values|where|having|on)$/iu;

/** For each token the parenthesis that it stands in, and the last word there that begins a clause. */
interface Surroundings {
  readonly open: number | null;
  readonly clause: string | null;
}

function surroundingsOf(tokens: readonly DraftToken[]): readonly Surroundings[] {
  const outer: Surroundings[] = [];
  let current: Surroundings = { open: null, clause: null };
  return tokens.map((token, index) => {
    const here = current;
    if (token.kind === 'open') {
      outer.push(current);
      current = { open: index, clause: null };
    } else if (token.kind === 'close') current = outer.pop() ?? { open: null, clause: null };
    else if (token.kind === 'word' && CLAUSE.test(token.text))
      current = { ...current, clause: token.text.toLowerCase() };
    return here;
  });
}

function openedBy(tokens: readonly DraftToken[], open: number, isOperand: boolean): Position {
  const before = tokens[open - 1];
  if (before === undefined) return 'clause';
  const word = before.kind === 'word' ? before.text.toLowerCase() : '';
  if (/^(?:in|values|any|all|some)$/u.test(word)) return 'value';
  if (before.kind === 'close' || (before.kind === 'other' && before.text.endsWith(','))) {
    return opensRow(tokens, open - 1) ? 'value' : 'item';
  }
  if (CONDITION.test(word)) return isOperand ? 'operand' : 'condition';
  return isColumnList(tokens, open) ? 'column list' : 'item';
}

/** Whether a name ends the target of an INSERT: `INSERT INTO league.players …`. */
function endsTarget(tokens: readonly DraftToken[], at: number): boolean {
  let first = at;
  while (tokens[first - 1]?.text === '.') first -= 2;
  const before = tokens[first - 1];
  return before?.kind === 'word' && /^into$/iu.test(before.text);
}

/** A further row of VALUES: `($1, $2), (`. */
function opensRow(tokens: readonly DraftToken[], comma: number): boolean {
  let depth = 0;
  for (let at = comma - 1; at >= 0; at -= 1) {
    const token = tokens[at];
    if (token?.kind === 'close') depth += 1;
    else if (token?.kind === 'open') depth -= 1;
    else if (depth === 0 && token?.kind === 'word') return /^values$/iu.test(token.text);
    if (depth < 0) return false;
  }
  return false;
}

/** `INSERT INTO players (`, perhaps with a schema or an alias before the parenthesis. */
function isColumnList(tokens: readonly DraftToken[], open: number): boolean {
  for (let at = open - 1; at >= Math.max(0, open - 6); at -= 1) {
    const token = tokens[at];
    if (token?.kind === 'word' && /^into$/iu.test(token.text)) return true;
    if (token?.kind === 'word' && /^(?:select|values|set|where)$/iu.test(token.text)) return false;
  }
  return false;
}
