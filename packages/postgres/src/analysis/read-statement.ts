import type { AnalysedStatement } from '@rowpact/model';
import type { AnsweredColumn, RefusedAnswer, TakenAnswer } from './answer.js';
import { FoundUses, WANT } from './found-uses.js';
import { ParseNode } from './parse-tree.js';
import { COMMAND } from './query-level.js';
import { readExpression, readUses, type ReadUses } from './read-uses.js';
import { StarPlaces } from './star-places.js';
import { readUtility, type InnerText, type NamedRelation } from './utility-command.js';

/** What was read from the answer about one text. */
export interface Reading {
  readonly kind: 'read';
  readonly text: string;
  readonly command: AnalysedStatement['command'];
  readonly uses: FoundUses;
  readonly parameters: readonly number[];
  readonly columns: readonly ReadColumn[];
  /** The analysed tree of a statement that answers rows or has parameters, for what needs the catalog; null for any other. */
  readonly tree: string | null;
  /** A query in it that is still to be analysed. */
  readonly inner: InnerText | null;
  readonly named: readonly NamedRelation[];
  readonly creates: string | null;
  readonly unseen: readonly string[];
}

export interface ReadColumn extends AnsweredColumn {
  readonly wildcard: boolean;
  /** The type that the column's expression has; null where it does not say. */
  readonly declared: number | null;
}

const COMMANDS: ReadonlyMap<number, AnalysedStatement['command']> = new Map([
  [COMMAND.select, 'select'],
  [COMMAND.update, 'update'],
  [COMMAND.insert, 'insert'],
  [COMMAND.delete, 'delete'],
  [COMMAND.merge, 'merge'],
]);

/** Reads what PostgreSQL answered about one statement. */
export function readStatement(answer: TakenAnswer | RefusedAnswer): Reading | RefusedAnswer {
  if (answer.kind === 'refused') return answer;
  const tree = answer.tree();
  if (!(tree instanceof ParseNode)) return readingOf(answer, 'utility', new FoundUses());
  const command = COMMANDS.get(tree.number('commandType'));
  if (command === undefined) return readUtilityStatement(answer, tree.node('utilityStmt'));
  const read = readUses(tree, new StarPlaces(answer.text), () => ANSWERED);
  const isTyped = answer.columns.length > 0 || answer.parameters.length > 0;
  const typed = { columns: columnsOf(answer, read), tree: isTyped ? answer.treeText : null };
  return { ...readingOf(answer, command, read.uses), ...typed };
}

const ANSWERED = WANT.value | WANT.whole;

function readUtilityStatement(answer: TakenAnswer, statement: ParseNode | null): Reading {
  if (!statement) return readingOf(answer, 'utility', new FoundUses());
  const { query, expression, text, relations, creates, unseen } = readUtility(statement, answer.text);
  const wanted = query?.isAnswered ? ANSWERED : WANT.nothing;
  const uses = query
    ? readUses(query.tree, new StarPlaces(answer.text), () => wanted).uses
    : expression
      ? readExpression(expression)
      : new FoundUses();
  return { ...readingOf(answer, 'utility', uses), inner: text, named: relations, creates, unseen };
}

function readingOf(answer: TakenAnswer, command: AnalysedStatement['command'], uses: FoundUses): Reading {
  return {
    kind: 'read',
    text: answer.text,
    command,
    uses,
    parameters: answer.parameters,
    columns: columnsOf(answer, UNKNOWN_COLUMNS),
    tree: null,
    inner: null,
    named: [],
    creates: null,
    unseen: [],
  };
}

const UNKNOWN_COLUMNS = { isWildcard: () => false, typeOf: () => null };

function columnsOf(answer: TakenAnswer, read: Pick<ReadUses, 'isWildcard' | 'typeOf'>): readonly ReadColumn[] {
  return answer.columns.map((column, at) => ({
    ...column,
    wildcard: read.isWildcard(at + 1),
    declared: read.typeOf(at + 1),
  }));
}
