import type { RootOperationNode } from 'kysely';
import type { Library } from './library.js';
import { queryNodeOf } from './query-shape.js';

/** The SQL of a query, for PostgreSQL. Throws where a part of it is no node of Kysely's. */
export function compileQuery(query: object, library: Library): string {
  const node = (query as { readonly toOperationNode: () => RootOperationNode }).toOperationNode(); // every query has it
  return compileNode(node, library);
}

function compileNode(node: RootOperationNode, { kysely }: Library): string {
  return new kysely.PostgresQueryCompiler().compileQuery(node, { queryId: 'scan' }).sql;
}

/** An UPDATE of which no column is known, as a SELECT: what it joins, asks for and answers is the same. */
export function compileUpdateAsSelect(query: object, library: Library): string {
  const node = queryNodeOf(query) as unknown as Readonly<Record<string, unknown>>; // an UPDATE's node, read part by part below
  const { with: expressions, table, from, joins, where, returning } = node;
  const froms = (from as { readonly froms?: readonly unknown[] } | undefined)?.froms ?? [];
  const selections = (returning as { readonly selections?: readonly unknown[] } | undefined)?.selections ?? [];
  const select = {
    kind: 'SelectQueryNode',
    from: { kind: 'FromNode', froms: [table, ...froms] },
    selections,
    ...(expressions === undefined ? {} : { with: expressions }),
    ...(joins === undefined ? {} : { joins }),
    ...(where === undefined ? {} : { where }),
  };
  return compileNode(select as unknown as RootOperationNode, library); // put together as Kysely's own SELECT
}
