import type { Location, RowUse } from '@rowpact/model';
import { byCodeUnit } from '@rowpact/model';
import { resolve } from 'node:path';
import { ts } from 'ts-morph';
import { type Look, SourceTree } from '../program/source-tree.js';
import type { ScanOptions } from '../scan-options.js';
import { SQL } from './carried.js';
import type { TypeListener } from './following.js';
import { RowFlow } from './row-flow.js';
import { sqlFileQuery } from './sql-file-query.js';
import { followSqlFile } from './sql-file-senders.js';
import { wholeQuery } from './whole-query.js';

/** A statement whose rows have columns that it does not name. */
export interface FollowRequest {
  /** The statement's place. */
  readonly statement: Required<Location>;
  /** Names of the output columns that came through a wildcard. */
  readonly columns: readonly string[];
}

export interface FollowedRows {
  /** One per request, sorted by place. */
  readonly uses: readonly RowUse[];
  readonly notes: readonly string[];
  /** Files that the answer rests on, relative to the consumer's folder, sorted. A file that newly imports one of them counts as well. */
  readonly consulted: readonly string[];
  /**
   * Every file, folder and absence that was looked at on the way, absolute. What was found by searching the text of all of the
   * consumer's files is not in it: the answer holds while these are as they were, and those files too.
   */
  readonly looked: ReadonlyMap<string, Look>;
}

/** Says that code could not be walked to its end. */
export const TOO_DEEP = 'used in code that is nested too deeply';

/** Finds out which columns the code reads of the rows that statements answer. */
export async function followRows(options: ScanOptions, wanted: readonly FollowRequest[]): Promise<FollowedRows> {
  const tree = new SourceTree(options.folder, options.settings);
  const { value: uses, looked } = tree.recorded(() => followAll(tree, options, wanted));
  return {
    uses,
    notes: [...tree.notes].sort(byCodeUnit),
    consulted: [...tree.consulted].sort(byCodeUnit),
    looked,
  };
}

function followAll(tree: SourceTree, options: ScanOptions, wanted: readonly FollowRequest[]): readonly RowUse[] {
  return [...wanted].sort(byPlace).map((request, done) => {
    options.onProgress?.({ phase: 'following rows', done, total: wanted.length });
    return flowOf(tree, request, null);
  });
}

/** Follows the rows of one statement; `types` is told of the types that the code gives them on the way. */
export function flowOf(tree: SourceTree, request: FollowRequest, types: TypeListener | null): RowUse {
  try {
    return follow(tree, request, types);
  } catch (error) {
    // Code nested so deeply that walking it takes more stack than there is; anything else is a mistake of ours.
    if (!(error instanceof RangeError)) throw error;
    const { statement } = request;
    return { statement, reads: [], escapes: [{ location: statement, how: TOO_DEEP }] };
  }
}

function follow(tree: SourceTree, { statement, columns }: FollowRequest, types: TypeListener | null): RowUse {
  const flow = new RowFlow(tree, new Set(columns), statement, types);
  if (statement.file.endsWith('.sql')) {
    const sent = sqlFileQuery(statement, tree.textOf(resolve(tree.folder, statement.file)));
    if (sent) followSqlFile(sent, flow);
    return flow.run();
  }
  const node = tree.nodeAt(statement);
  const query = node && wholeQuery(node);
  if (query) {
    const argumentsOfTag = ts.isTaggedTemplateExpression(query) ? (query.typeArguments ?? []) : [];
    for (const type of argumentsOfTag) types?.take(type, SQL);
    flow.use(query, SQL);
  }
  return flow.run();
}

function byPlace({ statement: left }: FollowRequest, { statement: right }: FollowRequest): number {
  return byCodeUnit(left.file, right.file) || left.line - right.line || left.column - right.column;
}
