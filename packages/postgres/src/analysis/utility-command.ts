import { ParseNode } from './parse-tree.js';
import { tokensOf } from './tokens.js';

/** What there is to look into in a statement that PostgreSQL parses but does not analyse. */
export interface UtilityCommand {
  /** A query inside it that came analysed, and whether its rows reach somebody. */
  readonly query: { readonly tree: ParseNode; readonly isAnswered: boolean } | null;
  /** A query inside it that PostgreSQL analyses only when it runs. */
  readonly text: InnerText | null;
  readonly relations: readonly NamedRelation[];
  /** A temporary relation that it creates. */
  readonly creates: string | null;
  /** Expressions that came analysed, such as a CALL's. */
  readonly expression: ParseNode | null;
  /** What nobody can see in it. */
  readonly unseen: readonly string[];
}

/** Part of a text, to be analysed by itself. */
export interface InnerText {
  readonly from: number;
  readonly to: number;
  /** Types of its parameters as the text declares them, null where it declares none. */
  readonly types: string | null;
}

/** A relation that a utility statement names, and what it does with it. */
export interface NamedRelation {
  readonly schema: string | null;
  readonly name: string;
  /** Bytes from the text's start. */
  readonly location: number;
  readonly does: 'empties' | 'copies in' | 'copies out' | 'names';
  /** Columns by name, null for all there are. */
  readonly columns: readonly string[] | null;
  /** Whether PostgreSQL refuses the statement where the relation is missing. */
  readonly mustExist: boolean;
}

const NOTHING: UtilityCommand = {
  query: null,
  text: null,
  relations: [],
  creates: null,
  expression: null,
  unseen: [],
};

/** Reads the `utilityStmt` of an analysed text. */
export function readUtility(statement: ParseNode, text: string): UtilityCommand {
  switch (statement.tag) {
    case 'EXPLAINSTMT':
      return { ...NOTHING, query: queryOf(statement, false) };
    case 'DECLARECURSORSTMT':
      return { ...NOTHING, query: queryOf(statement, true) };
    case 'CREATETABLEASSTMT':
      return {
        ...NOTHING,
        query: queryOf(statement, true),
        creates: temporaryName(statement.node('into')?.node('rel')),
      };
    case 'CREATESTMT':
    case 'CREATESEQSTMT':
      return createOf(statement, temporaryName(statement.node('relation') ?? statement.node('sequence')));
    case 'VIEWSTMT':
      return createOf(statement, temporaryName(statement.node('view')));
    case 'TRUNCATESTMT':
      return { ...NOTHING, relations: named(statement.nodes('relations'), 'empties') };
    case 'LOCKSTMT':
      return { ...NOTHING, relations: named(statement.nodes('relations'), 'names') };
    case 'REFRESHMATVIEWSTMT':
      return { ...NOTHING, relations: named([statement.node('relation')], 'names') };
    case 'COPYSTMT':
      return copyOf(statement, text);
    case 'PREPARESTMT':
      return { ...NOTHING, text: preparedText(text) };
    case 'CALLSTMT':
      return { ...NOTHING, expression: statement.node('funcexpr'), unseen: ['what the procedure does'] };
    case 'DOSTMT':
      return { ...NOTHING, unseen: ['what the DO block does'] };
    default:
      return QUIET.has(statement.tag) ? NOTHING : definitionOf(statement);
  }
}

/** Statements about the session or transaction: they use nothing of a schema. */
const QUIET: ReadonlySet<string> = new Set([
  'TRANSACTIONSTMT',
  'VARIABLESETSTMT',
  'VARIABLESHOWSTMT',
  'NOTIFYSTMT',
  'LISTENSTMT',
  'UNLISTENSTMT',
  'CHECKPOINTSTMT',
  'DISCARDSTMT',
  'DEALLOCATESTMT',
  'EXECUTESTMT',
  'FETCHSTMT',
  'CLOSEPORTALSTMT',
  'CONSTRAINTSSETSTMT',
  'LOADSTMT',
]);

function queryOf(statement: ParseNode, isAnswered: boolean): UtilityCommand['query'] {
  const tree = statement.node('query');
  return tree && { tree, isAnswered };
}

/** What a definition creates is not there yet; what it names may be. */
function createOf(statement: ParseNode, creates: string | null): UtilityCommand {
  return creates === null ? definitionOf(statement) : { ...NOTHING, creates };
}

function definitionOf(statement: ParseNode): UtilityCommand {
  const found = rangesIn(statement);
  const relations = named(found, 'names').map((relation) => ({ ...relation, mustExist: false }));
  return { ...NOTHING, relations, unseen: ['what it changes in the schema'] };
}

function rangesIn(root: ParseNode): readonly ParseNode[] {
  const found: ParseNode[] = [];
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (Array.isArray(value)) for (const entry of value as readonly unknown[]) open.push(entry);
    if (!(value instanceof ParseNode)) continue;
    if (value.tag === 'RANGEVAR') found.push(value);
    else open.push(...value.fields.filter((field) => typeof field === 'object'));
  }
  return found;
}

function named(nodes: readonly (ParseNode | null)[], does: NamedRelation['does']): readonly NamedRelation[] {
  return nodes.flatMap((node) => {
    const name = node?.text('relname');
    if (!node || name === null || name === undefined) return [];
    const location = node.number('location');
    return [{ schema: node.text('schemaname'), name, location, does, columns: null, mustExist: true }];
  });
}

function temporaryName(relation: ParseNode | null | undefined): string | null {
  if (!relation) return null;
  const isTemporary = relation.text('relpersistence') === 't' || relation.text('schemaname') === 'pg_temp';
  return isTemporary ? relation.text('relname') : null;
}

function copyOf(statement: ParseNode, text: string): UtilityCommand {
  if (statement.node('query')) return { ...NOTHING, text: copiedText(text) };
  const columns = statement.list('attlist').filter((column) => typeof column === 'string');
  const does = statement.is('is_from') ? 'copies in' : 'copies out';
  const [relation] = named([statement.node('relation')], does);
  if (!relation) return NOTHING;
  return { ...NOTHING, relations: [{ ...relation, columns: columns.length === 0 ? null : columns }] };
}

/** `COPY (` … `)`. */
function copiedText(text: string): InnerText | null {
  let depth = 0;
  let from = 0;
  for (const { kind, start, end } of tokensOf(text)) {
    if (kind === 'open' && depth++ === 0) from = end;
    if (kind === 'close' && --depth === 0) return { from, to: start, types: null };
  }
  return null;
}

/** `PREPARE name (types) AS` … */
function preparedText(text: string): InnerText | null {
  let depth = 0;
  let from = 0;
  let types: string | null = null;
  for (const { kind, start, end } of tokensOf(text)) {
    if (kind === 'open' && depth++ === 0) from = end;
    if (kind === 'close' && --depth === 0) types = text.slice(from, start);
    const isAs = depth === 0 && kind === 'word' && /^as$/i.test(text.slice(start, end));
    if (isAs) return { from: end, to: text.length, types };
  }
  return null;
}
