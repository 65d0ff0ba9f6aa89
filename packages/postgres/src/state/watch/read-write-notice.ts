import type { Notice } from '../../engine/run-with-notices.js';
import { readParseTree, unfoldTree, ParseNode } from '../../analysis/parse-tree.js';
import { readUtility } from '../../analysis/utility-command.js';

/** What PostgreSQL says, through the tree of a statement that it is about to run, that the statement does. */
export interface SeenStatement {
  /** Whether it is one that PostgreSQL does not plan: it may change the catalog. */
  readonly isUtility: boolean;
  /** Whether it sets a sequence. */
  readonly setsSequence: boolean;
  readonly writes: readonly SeenWrite[];
  /** What it empties or copies into, by name: PostgreSQL has not looked it up yet. */
  readonly named: readonly NamedWrite[];
}

/** Rows of a relation that it writes; `attnums` are those that an UPDATE sets. */
export interface SeenWrite {
  readonly relation: number;
  readonly how: 'insert' | 'update' | 'delete';
  readonly attnums: readonly number[];
}

export interface NamedWrite {
  readonly how: 'insert' | 'truncate';
  readonly schema: string | null;
  readonly name: string;
  /** Of a TRUNCATE: tables that reference it go too. */
  readonly cascades: boolean;
}

/**
 * Reads the message that `debug_print_rewritten` sends for each statement, also for those inside functions; null for any other.
 * The tree comes after the rewriter: what writes through a view names the table. The bodies of SQL functions that CREATE
 * FUNCTION only checks are left out.
 */
export function readTreeNotice({ message, detail, where }: Notice): SeenStatement | null {
  if (message !== 'rewritten parse tree:' || CHECKED_BODY.test(where)) return null;
  const isUtility = UTILITY.test(detail);
  const setsSequence = SETVAL.test(detail);
  if (!isUtility) return { isUtility, setsSequence, writes: writesIn(detail), named: [] };
  return { isUtility, setsSequence: false, writes: [], named: NAMING.test(detail) ? namedIn(detail) : [] };
}

/** The innermost context while a body is checked; one that runs says `statement 1`, `during startup`. */
const CHECKED_BODY = /^SQL function "(?:[^"\n]|"(?!\n|$))*"(?:\n|$)/;
const UTILITY = /^\(\{QUERY\s+:commandType\s+6\b/;
/** The two functions `setval`. */
const SETVAL = /:funcid\s+(?:1576|1765)\b/;
const NAMING = /:utilityStmt\s+\{(?:TRUNCATESTMT|COPYSTMT)\s/;

// What PostgreSQL checks rights by: relation, rights, columns. A bit set of columns starts at the first system column. Texts in
// a tree have their braces escaped.
const PERMISSIONS =
  /(?<!\\)\{RTEPERMISSIONINFO\s+:relid\s+(\d+)\s+:inh\s+\w+\s+:requiredPerms\s+(\d+)\s+:checkAsUser\s+\d+\s+:selectedCols\s+\(b[\d\s]*\)\s+:insertedCols\s+\(b[\d\s]*\)\s+:updatedCols\s+\(b([\d\s]*)\)/g;
const ACL_INSERT = 1;
const ACL_DELETE = 8;
const FIRST_COLUMN = 7;

/** `SELECT … FOR UPDATE` wants the right to update, but sets no column. */
function writesIn(detail: string): readonly SeenWrite[] {
  return [...detail.matchAll(PERMISSIONS)].flatMap(([, oid = '', required = '', updated = '']) => {
    const relation = Number(oid);
    const rights = Number(required);
    const attnums = (updated.match(/\d+/g) ?? [])
      .map((bit) => Number(bit) - FIRST_COLUMN)
      .filter((attnum) => attnum > 0);
    const writes: SeenWrite[] = [];
    if ((rights & ACL_INSERT) !== 0) writes.push({ relation, how: 'insert', attnums: [] });
    if (attnums.length > 0) writes.push({ relation, how: 'update', attnums });
    if ((rights & ACL_DELETE) !== 0) writes.push({ relation, how: 'delete', attnums: [] });
    return writes;
  });
}

const CASCADE = '1';

function namedIn(detail: string): readonly NamedWrite[] {
  const root = readParseTree(unfoldTree(detail));
  const queries: readonly unknown[] = Array.isArray(root) ? (root as readonly unknown[]) : [root]; // isArray forgets the element type
  return queries.flatMap((query) => {
    const statement = query instanceof ParseNode ? query.node('utilityStmt') : null;
    if (!statement) return [];
    return readUtility(statement, '').relations.flatMap(({ schema, name, does }): readonly NamedWrite[] => {
      const cascades = statement.text('behavior') === CASCADE;
      if (does === 'empties') return [{ how: 'truncate', schema, name, cascades }];
      return does === 'copies in' ? [{ how: 'insert', schema, name, cascades: false }] : [];
    });
  });
}
