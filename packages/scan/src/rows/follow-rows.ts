import type { Location, RowUse } from '@rowpact/model';
import { byCodeUnit } from '@rowpact/model';
import { SourceTree } from '../program/source-tree.js';
import type { ScanOptions } from '../scan-options.js';
import { SQL } from './carried.js';
import { RowFlow } from './row-flow.js';
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
}

/** Finds out which columns the code reads of the rows that statements answer. */
export async function followRows(options: ScanOptions, wanted: readonly FollowRequest[]): Promise<FollowedRows> {
  const tree = new SourceTree(options.folder);
  const uses: RowUse[] = [];
  for (const [done, request] of [...wanted].sort(byPlace).entries()) {
    options.onProgress?.({ phase: 'following rows', done, total: wanted.length });
    uses.push(follow(tree, request));
  }
  return {
    uses,
    notes: [...tree.notes].sort(byCodeUnit),
    consulted: [...tree.consulted].sort(byCodeUnit),
  };
}

function follow(tree: SourceTree, { statement, columns }: FollowRequest): RowUse {
  const flow = new RowFlow(tree, new Set(columns), statement);
  const node = tree.nodeAt(statement);
  const query = node && wholeQuery(node);
  if (query) flow.use(query, SQL);
  return flow.run();
}

function byPlace({ statement: left }: FollowRequest, { statement: right }: FollowRequest): number {
  return byCodeUnit(left.file, right.file) || left.line - right.line || left.column - right.column;
}
